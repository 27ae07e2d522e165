import QtQuick
import theme

// One of the icons under resources/icons in one colour; `weight` is its stroke in 24ths (0: by its size); decoration for assistive tools.
Image {
    id: root

    property string name: ""
    property color color: Theme.brand
    property int size: Theme.icon
    property real weight: Theme.iconWeight

    width: root.size
    height: root.size
    sourceSize: Qt.size(root.size, root.size)
    source: root.name === "" ? "" : "image://icon/" + root.name + "/" + String(root.color).slice(1) + (root.weight > 0 ? "/" + root.weight : "")
    smooth: true
    Accessible.ignored: true
}
