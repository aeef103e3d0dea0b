#!/bin/sh
# Install the project itself into .venv, editable: one .pth line, .venv/bin/quotemark, and .pyc files of our own modules.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --no-index --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -qq main.py annotation storage gui
