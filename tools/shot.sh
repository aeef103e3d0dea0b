#!/bin/sh
# Photograph the real window on an X server of its own: tools/shot.sh OUT.png [--dark] [--size WIDTHxHEIGHT]
set -eu
cd "$(dirname "$0")/.."
exec tools/on_display.sh 2560x1600 .venv/bin/python tools/shot.py "$@"
