#!/bin/sh
# Read the window out as a screen reader does, on an X server, a message bus and an accessibility bus of its own:
# tools/read_aloud.sh [ARTICLE] (default: the sample). The buses end with dbus-run-session.
set -eu
cd "$(dirname "$0")/.."

# The reader is of the system's Python, where Debian puts gi; the window is of ours, and tells the bus although no desktop asks it to.
# shellcheck disable=SC2016  the command's own shell is to know the folder
exec tools/on_display.sh 1600x1000 sh -euc '
    .venv/bin/quotemark import "$SCRATCH/articles.sqlite" "$1"
    .venv/bin/quotemark suggest --project "$SCRATCH/articles.sqlite"
    QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 \
        dbus-run-session -- /usr/bin/python3 tools/read_aloud.py .venv/bin/quotemark "$SCRATCH/articles.sqlite"
' read_aloud "${1:-annotation/samples/harbour.txt}"
