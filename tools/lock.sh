#!/bin/sh
# Rebuild requirements.lock from pyproject.toml: every extra but `train` (torch is large), every platform and Python that Quotemark supports, with hashes.
# Packages already locked keep their version where they still fit; `tools/lock.sh --upgrade` takes the newest of each.
# Uses uv, from PATH or else from a virtual environment that is thrown away.
set -eu
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    python=$(tools/find_python.sh)
    "$python" -m venv "$scratch/venv"
    "$scratch/venv/bin/pip" install --quiet uv
    uv=$scratch/venv/bin/uv
fi

# Written beside and moved: a resolution that fails leaves the lock as it was.
cp requirements.lock "$scratch/lock" 2>/dev/null || true
"$uv" pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
    --python-version 3.11 --extra dev --extra build --output-file "$scratch/lock" "$@" pyproject.toml

# An address in the lock would tie every installation to the package host of whoever made it.
tools/check_lock.sh "$scratch/lock"
{
    # shellcheck disable=SC2016  # the backquotes are meant for the reader
    echo '# Every package Quotemark installs, pinned with hashes. Rebuilt by `make lock`; never edited by hand.'
    grep -v '^# Every package' "$scratch/lock"
} >"$scratch/requirements.lock"
mv "$scratch/requirements.lock" requirements.lock
