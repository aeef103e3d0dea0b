#!/bin/sh
# Fail when a lock names a host, an index or a folder: tools/check_lock.sh [LOCK]
set -eu
lock=${1:-$(dirname "$0")/../requirements.lock}

if found=$(grep -nE '://|^-|--(index-url|extra-index-url|find-links|trusted-host)|(^|[[:space:]])(file:|git\+)|[[:space:]]@[[:space:]]' "$lock"); then
    echo "$lock must hold names, versions and hashes only. Remove (or rebuild it with: make lock):" >&2
    echo "$found" >&2
    exit 1
fi
