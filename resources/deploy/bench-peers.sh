#!/bin/sh
# Installs what `make bench-peers` measures beside ours: PouchDB and its server from npm, Kinto from PyPI into a venv
# that has nothing to do with ours. Without network it says what is missing and goes on.
set -u
cd "$(dirname "$0")/../.."
sh resources/deploy/peers.sh tests/peers/pouch
kinto=build/peers/kinto
if [ ! -x "$kinto/bin/kinto" ]; then
    .venv/bin/python -m venv "$kinto" && "$kinto/bin/pip" install -qqq "kinto[postgresql]==26.5.0" waitress ||
        { rm -rf "$kinto"; echo "Kinto could not be installed (no network?): measured without it" >&2; }
fi
