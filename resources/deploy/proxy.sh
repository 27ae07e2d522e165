#!/bin/sh
# Unpacks Debian's nginx into one folder, once: for the tests of the lines docs/operations/centre.md gives for it.
# Not installed, because Debian starts what it installs. Where it cannot be had this says so and goes on: they skip.
set -u
[ -x "$1/usr/sbin/nginx" ] && exit 0
command -v nginx >/dev/null 2>&1 && exit 0
package=$(mktemp -d)
trap 'rm -rf "$package"' EXIT
if (cd "$package" && apt-get download -qq nginx) >"$package/log" 2>&1; then
    dpkg-deb -x "$package"/nginx_*.deb "$1" && exit 0
fi
sed 's/^/    /' "$package/log" >&2
echo "nginx could not be fetched: tests of centres behind it are skipped" >&2
