#!/bin/sh
# Run a command with a home of its own and without a display: tools/sandbox.sh COMMAND...
# Tests never see or touch the settings, recent projects and caches of whoever runs them. The home is removed afterwards.
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir -p "$home/config" "$home/data" "$home/cache" "$home/state"
mkdir -m 700 "$home/run"

unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
env HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" \
    XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run" \
    QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 "$@"
