#!/bin/sh
# Make .venv afresh and install into it what requirements.lock holds, and nothing else. `make venv` calls this when the lock changed.
set -eu
cd "$(dirname "$0")/.."

python=$(tools/find_python.sh)
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    echo "$python cannot make a virtual environment: its ensurepip module is missing." >&2
    echo "On Debian and Ubuntu: sudo apt-get install $("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2
    exit 1
fi

echo "Installing into .venv with $("$python" --version) ($python); the first time this takes about a minute."
"$python" -m venv --clear .venv
# Wheels only: nothing has to be compiled, and no package runs code of its own while it is installed.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: --no-deps --no-compile --requirement requirements.lock

# Without .pyc files spaCy's import takes more than twice as long, and a read-only .venv could never write them itself. All cores
# at once, where pip would use one. The status is not asked for: packages ship templates and old test files that do not compile.
.venv/bin/python -m compileall -qq -j 0 .venv/lib || true
