import QtQuick

// Makes its component when it is first wanted and keeps it; `open` follows a moment later, so that it can rise.
Loader {
    id: root

    property bool wanted: false
    property bool open: false

    active: false
    onWantedChanged: if (root.wanted)
        root.active = true
    onLoaded: root.open = Qt.binding(() => root.wanted)
}
