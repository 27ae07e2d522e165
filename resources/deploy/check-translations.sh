#!/bin/sh
# Every text of screens and view-models has its English; nothing is collected and left untranslated.
set -eu
cd "$(dirname "$0")/../.."
fresh=$(mktemp --suffix=.ts)
trap 'rm -f "$fresh"' EXIT
cp resources/i18n/kiosk_en.ts "$fresh"
.venv/bin/pyside6-lupdate -silent -noobsolete -locations none $(git ls-files '*.qml' 'app/viewmodels/*.py') -ts "$fresh"
if grep -q 'type="unfinished"' "$fresh"; then
    echo "texts without English (make translations, then fill them in):" >&2
    grep -B2 'type="unfinished"' "$fresh" | grep '<source>' >&2
    exit 1
fi
