#!/bin/sh
# qmllint over every QML file; a warning fails.
set -eu
cd "$(dirname "$0")/../.."
.venv/bin/pyside6-qmllint --max-warnings 0 -I resources/qml $(git ls-files 'resources/qml/*.qml')
