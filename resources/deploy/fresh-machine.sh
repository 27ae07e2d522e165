#!/bin/sh
# An empty Debian 12 with Python, make and git; what is committed here cloned into it; `make test` run inside it.
# A machine one works on hides missing install steps; this one has nothing to hide behind.
# FRESH_TARGET (words for make; `test`), FRESH_ROOT (a folder to keep; else a new one, removed at the end) and
# FRESH_MIRROR may be set. The host's package sources, certificates and pip settings go along, so that it works
# behind a mirror too.
set -eu
[ "$(id -u)" = 0 ] || { echo "needs root: it makes a Debian in a folder and enters it" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "needs debootstrap: apt-get install debootstrap" >&2; exit 1; }
cd "$(dirname "$0")/../.."
project=$PWD
root=${FRESH_ROOT:-$(mktemp -d)}
[ -n "$root" ] && [ "$root" != / ] || { echo "FRESH_ROOT must be a folder of its own" >&2; exit 1; }
sources=/etc/apt/sources.list.d/debian.sources
shared=""
mirror=${FRESH_MIRROR:-$(sed -n 's/^URIs: //p' $sources 2>/dev/null | head -1)}

enter() {
    # As after a log-in: none of the host's variables but those that lead to packages.
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt "$@"
}

leave() {
    for point in $shared dev/pts dev/shm sys proc; do umount -l "$root/$point" 2>/dev/null || true; done
    if [ -z "${FRESH_ROOT:-}" ] && ! grep -qF " $root/" /proc/mounts; then rm -rf --one-file-system "$root"; fi
}
trap leave EXIT
trap 'exit 130' INT TERM

make_root() {
    debootstrap --variant=minbase --include=python3,make,git,ca-certificates,sudo bookworm "$root" $mirror \
        >"$root.log" 2>&1 || { tail -20 "$root.log" >&2; exit 1; }
    rm -f "$root.log"
}

take_along() {
    for each in /etc/pip.conf /etc/ssl/certs/ca-certificates.crt /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d/99*; do
        if [ -e "$each" ]; then mkdir -p "$root${each%/*}" && cp -L "$each" "$root$each"; fi
    done
    for each in .config/pip/pip.conf .pip/pip.conf; do
        if [ -e "$HOME/$each" ]; then mkdir -p "$root/root/${each%/*}" && cp -L "$HOME/$each" "$root/root/$each"; fi
    done
    if [ -e $sources ]; then cp $sources "$root/etc/apt/sources.list.d/" && rm -f "$root/etc/apt/sources.list"; fi
    # Services are not started in here.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
}

share_package_folders() {
    # Folders of packages that pip's settings name are lent, read only.
    named=$(python3 -m pip config list 2>/dev/null | sed -n "/find-links\|index-url/{s/^[^=]*=//;s/['\"]//g;s/\\\\n/ /g;p}")
    for each in $named; do
        case $each in file:///*) each=${each#file://} ;; /*) ;; *) continue ;; esac
        each=${each%/simple} # an index in a folder has its files beside it
        if [ -d "$each" ] && ! grep -qF " $root$each " /proc/mounts; then
            mkdir -p "$root$each"
            mount --bind -o ro "$each" "$root$each"
            shared="$shared ${each#/}"
        fi
    done
}

mount_kernel_files() {
    mkdir -p "$root/dev/pts" "$root/dev/shm" "$root/srv"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts"
    mount -t tmpfs tmpfs "$root/dev/shm"
    ln -sf pts/ptmx "$root/dev/ptmx"
}

[ -x "$root/bin/sh" ] || make_root
take_along
share_package_folders
mount_kernel_files
rm -rf "$root/srv/bianmin"
git clone -q "$project" "$root/srv/bianmin"
inside="chroot $root"
echo "empty Debian in $root: $(enter $inside python3 --version), $(enter $inside dpkg-query -W | wc -l) packages"
set --
for name in $(env | sed -n 's/^\(PIP_[A-Z_]*\|https\{0,1\}_proxy\|no_proxy\)=.*/\1/p'); do
    eval "set -- \"\$@\" \"$name=\${$name}\""
done
enter "$@" $inside make -C /srv/bianmin ${FRESH_TARGET:-test}
