#!/bin/sh
# An empty Debian 12 with Python 3.11, make and git; the project cloned into it; `make test` and `make run`.
# A machine one works on hides missing install steps; this one has nothing to hide behind.
# Takes the host's package sources and certificates, so that it works behind a mirror too.
set -eu
[ "$(id -u)" = 0 ] || { echo "needs root: it makes a Debian in a folder and enters it" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "needs debootstrap: apt-get install debootstrap" >&2; exit 1; }
cd "$(dirname "$0")/../.."
project=$PWD
root=${FRESH_ROOT:-$(mktemp -d)}
target=${FRESH_TARGET:-test}
mirror=$(sed -n 's/^URIs: //p' /etc/apt/sources.list.d/debian.sources | head -1)
leave() { for point in dev/pts dev/shm proc; do umount -l "$root/$point" 2>/dev/null || true; done; }
trap leave EXIT

debootstrap --variant=minbase --include=python3,make,git,ca-certificates,sudo bookworm "$root" "$mirror" >/dev/null
cp -a /etc/apt/sources.list.d/debian.sources "$root/etc/apt/sources.list.d/"
rm -f "$root/etc/apt/sources.list"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
for each in /etc/pip.conf /etc/apt/apt.conf.d/99* /etc/ssl/certs/ca-certificates.crt; do
    [ -e "$each" ] && mkdir -p "$root$(dirname "$each")" && cp -L "$each" "$root$each"
done
mkdir -p "$root/dev/pts" "$root/dev/shm" "$root/srv"
mount -t proc proc "$root/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
[ -e "$root/dev/ptmx" ] && rm -f "$root/dev/ptmx"
ln -s pts/ptmx "$root/dev/ptmx"
git clone -q "$project" "$root/srv/bianmin"
echo "empty Debian in $root: $(chroot "$root" python3 --version), $(chroot "$root" dpkg-query -W | wc -l) packages"
chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    make -C /srv/bianmin "$target"
