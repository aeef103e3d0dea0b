#!/bin/sh
# Read the window out as a screen reader does, on an X server, a message bus and an accessibility bus of its own:
# tools/read_aloud.sh [ARTICLE] (default: the sample).
# Xvfb picks a free display itself and is stopped whatever happens; the buses end with dbus-run-session.
set -eu
cd "$(dirname "$0")/.."

article=${1:-annotation/samples/harbour.txt}
scratch=$(mktemp -d)
server=
finish() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 1600x1000x24 3>"$scratch/display" 2>"$scratch/log" &
server=$!
tries=0
while [ ! -s "$scratch/display" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
        echo "Xvfb did not start:" >&2
        cat "$scratch/log" >&2
        exit 1
    fi
    sleep 0.1
done

tools/sandbox.sh .venv/bin/quotemark import "$scratch/articles.sqlite" "$article"
tools/sandbox.sh .venv/bin/quotemark suggest --project "$scratch/articles.sqlite"
# The reader is of the system's Python, where Debian puts gi; the window is of ours, and tells the bus although no desktop asks it to.
tools/sandbox.sh env DISPLAY=":$(cat "$scratch/display")" QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 \
    dbus-run-session -- /usr/bin/python3 tools/read_aloud.py .venv/bin/quotemark "$scratch/articles.sqlite"
