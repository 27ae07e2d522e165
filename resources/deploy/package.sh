#!/bin/sh
# Builds dist/kiosk, the program in one folder, and runs its demo. Debian keeps the Python library that goes into the
# folder in a package of its own; binutils takes the symbol tables out.
set -eu
cd "$(dirname "$0")/../.."
out=${OUT:-out}
shared=$(python3 -c 'import sys; print("libpython%d.%d" % sys.version_info[:2] if sys.base_prefix == "/usr" else "")')
# shellcheck disable=SC2086 # nothing where Python is not Debian's
sh resources/deploy/setup.sh binutils $shared
.venv/bin/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build kiosk.spec
stray=$(find dist/kiosk -ipath '*devdock*')
[ -z "$stray" ] || { echo "the developer panel is in the package: $stray" >&2; exit 1; }
echo "dist/kiosk: $(du -sm dist/kiosk | cut -f1) MB"
QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software \
    dist/kiosk/kiosk demo --station self_service --out "$out/package-demo"
