#!/bin/sh
# Makes .venv beside the Makefile, with everything the terminal and its tests need.
# Safe to run again: what is there already is left alone.
set -eu
cd "$(dirname "$0")/../.."
lock=resources/deploy/requirements.lock
python=${PYTHON:-python3}

packages=$(grep -v '^#' resources/deploy/packages.txt)
missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for package in $packages; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
fi
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else
        echo "These Debian packages are missing. Type once:" >&2
        echo "    sudo apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

stamp=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-16)
[ -e ".venv/.set-up-$stamp" ] && exit 0
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/pyside6-lrelease -silent resources/i18n/kiosk_en.ts -qm resources/i18n/kiosk_en.qm
rm -f .venv/.set-up-*
touch ".venv/.set-up-$stamp"
