#!/bin/sh
# Makes .venv beside the Makefile, with everything the terminal and its tests need. Arguments are Debian packages
# wanted besides those of packages.txt. Safe to run again: what is there is left alone, and that takes a moment only.
set -eu
cd "$(dirname "$0")/../.."
deploy=resources/deploy
python=${PYTHON:-python3}

die() {
    printf '%s\n' "$@" >&2
    exit 1
}

missing_packages() {
    # dpkg-query names what it does not know on standard error, and lists what was removed with another status.
    there=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p')
    for package in "$@"; do
        printf '%s\n' "$there" | grep -qxF "$package" || printf ' %s' "$package"
    done
}

install_packages() {
    missing=$1
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        die "Debian packages are missing. Type once, then the same command again:" \
            "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing"
    fi
    echo "installing Debian packages:$missing" >&2
    log=$(mktemp)
    # shellcheck disable=SC2086 # the names are words
    if ! { $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } \
        >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "Debian packages could not be installed; the lines above say why."
    fi
    rm -f "$log"
}

command -v "$python" >/dev/null 2>&1 || die "Python 3.11 or newer is needed: apt-get install python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Python 3.11 or newer is needed; $("$python" --version) is what $python is. Set PYTHON=/path/to/python3.11."

if command -v dpkg-query >/dev/null 2>&1; then
    # shellcheck disable=SC2046 # one word a package
    missing=$(missing_packages $(grep -v '^#' $deploy/packages.txt) "$@")
    [ -z "$missing" ] || install_packages "$missing"
fi

stamp=.venv/.set-up-$(cat $deploy/requirements.lock pyproject.toml $deploy/setup.sh | sha256sum | cut -c1-16)
if ! [ -e "$stamp" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
    echo "installing Python packages; the first time this takes some minutes" >&2
    # setuptools comes first: what has no wheel is built by the one whose hash is known, not by one fetched for it.
    builder=$(mktemp)
    sed -n '/^setuptools==/,/# via/p' $deploy/requirements.lock >"$builder"
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install -q --no-build-isolation --use-pep517"
    $pip --require-hashes -r "$builder"
    rm -f "$builder"
    $pip --require-hashes -r $deploy/requirements.lock
    $pip --no-deps -e .
    rm -f .venv/.set-up-*
    touch "$stamp"
fi

words=resources/i18n/kiosk_en
[ $words.qm -nt $words.ts ] || .venv/bin/pyside6-lrelease -silent $words.ts -qm $words.qm
