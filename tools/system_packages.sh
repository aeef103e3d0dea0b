#!/bin/sh
# See to it that the libraries and fonts that Quotemark takes from the system are there: tools/system_packages.sh [--test-rig]
#
# On Debian, Ubuntu and their kin the missing packages are installed with apt where that needs no password (root, or sudo that
# asks for none); otherwise, or with NO_APT=1, the exact command is printed. Elsewhere the missing libraries are named.
# --test-rig looks for what `make shot` and `make aloud` need as well. Exit status: 0 nothing is missing, 3 something still is.
set -eu
cd "$(dirname "$0")/.."

# One need a line: names divided by | are the same package in different releases (the time_t transition renamed some).
# To import Qt and draw offscreen; then a window on X; then glyphs for the scripts that news is written in.
needs='libglib2.0-0|libglib2.0-0t64
libgl1
libegl1
libxkbcommon0
libdbus-1-3
libfontconfig1
libxcb-cursor0
libxcb-icccm4
libxcb-keysyms1
libxcb-shape0
libxkbcommon-x11-0
fonts-noto-core
fonts-noto-cjk
fonts-noto-color-emoji'
test_rig='xvfb
xdotool
dbus-daemon|dbus
at-spi2-core
gir1.2-atspi-2.0
python3-gi'
sonames='libglib-2.0.so.0 libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libfontconfig.so.1 libxcb-cursor.so.0
libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0 libxkbcommon-x11.so.0'

with_test_rig=
[ "${1:-}" != --test-rig ] || with_test_rig=yes

elsewhere() {
    if [ "$(uname)" != Linux ]; then  # Qt brings what it needs on macOS and Windows
        exit 0
    fi
    cache=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    absent=
    for soname in $sonames; do
        case $cache in *"$soname "*) ;; *) absent="$absent $soname" ;; esac
    done
    if [ -n "$with_test_rig" ]; then
        for program in Xvfb xdotool dbus-run-session; do
            command -v "$program" >/dev/null || absent="$absent $program"
        done
    fi
    [ -n "$absent" ] || exit 0
    echo "This is not a Debian-like system, so nothing is installed here. Quotemark's window needs, from your package manager:" >&2
    echo " $absent" >&2
    echo "  and fonts for the scripts you read (Noto Sans, Noto Sans CJK, Noto Color Emoji)" >&2
    exit 3
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

apt_knows() {
    apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'
}

# The needs that no installed package meets, one a line, alternatives still in it.
missing() {
    echo "$needs" | while read -r need; do
        met=
        for name in $(echo "$need" | tr '|' ' '); do
            if is_installed "$name"; then met=yes; fi
        done
        [ -n "$met" ] || echo "$need"
    done
}

# A Python that can make virtual environments: Debian keeps ensurepip in a package of its own. A PYTHON that was asked for by name,
# and one that did not come from apt, are not apt's to mend: tools/make_venv.sh says what is wrong with those.
missing_python() {
    if python=$(tools/find_python.sh 2>/dev/null); then
        "$python" -c 'import ensurepip' 2>/dev/null && return
        case $python in /usr/bin/*) "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' ;; esac
    elif [ -z "${PYTHON:-}" ]; then
        echo 'python3.13|python3.12|python3.11'
        echo 'python3.13-venv|python3.12-venv|python3.11-venv'
    fi
}

# What is missing under the names that this release's apt has for it, on one line. A library that apt does not know (no package
# lists yet) keeps its first name; a Python it does not know is left out, for no package of that name would come.
missing_names() {
    { missing; missing_python; } | while read -r need; do
        chosen=
        for name in $(echo "$need" | tr '|' ' '); do
            if [ -z "$chosen" ] && apt_knows "$name"; then chosen=$name; fi
        done
        case $need in python*) echo "$chosen" ;; *) echo "${chosen:-${need%%|*}}" ;; esac
    done | xargs
}

ready() {
    [ -z "$(missing; missing_python)" ]
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    elsewhere
fi
[ -z "$with_test_rig" ] || needs="$needs
$test_rig"
if ready; then exit 0; fi

as_root=
may_install=
if [ -z "${NO_APT:-}" ]; then
    if [ "$(id -u)" = 0 ]; then
        may_install=yes
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        may_install=yes
        as_root=sudo
    fi
fi

if [ -n "$may_install" ]; then
    # A fresh container has no package lists, and apt then knows no name at all.
    $as_root apt-get -qq update || echo "The package lists could not be refreshed; going on with those there are." >&2
    install() {
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
    }
    packages=$(missing_names)
    if [ -n "$packages" ]; then
        echo "Installing system packages: $packages"
        # shellcheck disable=SC2086  # a list of names
        install $packages || for name in $packages; do install "$name" || true; done  # one unknown name refuses all
    fi
    if ready; then exit 0; fi
fi

packages=$(missing_names)
if [ -n "$packages" ]; then
    echo "These system packages are missing and were not installed. Install them with:" >&2
    echo "  sudo apt-get update && sudo apt-get install --no-install-recommends $packages" >&2
fi
exit 3
