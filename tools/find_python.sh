#!/bin/sh
# Print the path of a Python that can run Quotemark (3.11 to 3.13): $PYTHON where it is set, else the newest one found.
# Every candidate is run, not only looked up: a version manager's shim may exist for a Python that does not.
# One that can make virtual environments (ensurepip) is preferred. Exit 1, with the way out, where there is none.
set -eu

check='
import sys
if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.exit("is Python %d.%d" % sys.version_info[:2])
import ctypes, sqlite3, ssl, venv
print(sys.executable)
'

if [ -n "${PYTHON:-}" ]; then
    if ! found=$("$PYTHON" -c "$check"); then
        echo "PYTHON=$PYTHON cannot be used: Quotemark needs a complete Python 3.11, 3.12 or 3.13." >&2
        exit 1
    fi
    echo "$found"
    exit 0
fi

without_ensurepip=
for name in python3.13 python3.12 python3.11 python3; do
    found=$("$name" -c "$check" 2>/dev/null) || continue
    if "$found" -c 'import ensurepip' 2>/dev/null; then
        echo "$found"
        exit 0
    fi
    without_ensurepip=${without_ensurepip:-$found}
done

if [ -n "$without_ensurepip" ]; then
    echo "$without_ensurepip"
    exit 0
fi
cat >&2 <<'END'
No Python 3.11, 3.12 or 3.13 was found, and Quotemark needs one of them (3.14 is too new for spaCy 3.8). Ways to get one:
  Debian 12 and newer, Ubuntu 24.04: sudo apt-get install python3 python3-venv
  Ubuntu 22.04:                      sudo apt-get install python3.11 python3.11-venv
  anywhere:                          uv python install 3.13, then: make PYTHON="$(uv python find 3.13)" run
END
exit 1
