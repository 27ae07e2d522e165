import QtQuick
import theme

// One of the icons under resources/icons in one colour; decoration for assistive tools.
Image {
    id: root

    property string name: ""
    property color color: Theme.brand
    property int size: Theme.icon

    width: root.size
    height: root.size
    sourceSize: Qt.size(root.size, root.size)
    source: root.name === "" ? "" : "image://icon/" + root.name + "/" + String(root.color).slice(1)
    smooth: true
    Accessible.ignored: true
}
