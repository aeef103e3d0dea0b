#!/bin/sh
# Run a command on an X server of its own: tools/on_display.sh WIDTHxHEIGHT COMMAND [ARGUMENT]...
# The command has DISPLAY set, a home of its own (tools/sandbox.sh), and $SCRATCH, a folder that goes when it ends.
# Xvfb picks a free display itself and is stopped whatever happens.
set -eu
cd "$(dirname "$0")/.."

size=$1
shift
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

# -noreset: without a window manager the last client to leave would otherwise restart the server under the next one.
Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 "${size}x24" 3>"$scratch/display" 2>"$scratch/log" &
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

tools/sandbox.sh env DISPLAY=":$(cat "$scratch/display")" QT_QPA_PLATFORM=xcb SCRATCH="$scratch" "$@"
