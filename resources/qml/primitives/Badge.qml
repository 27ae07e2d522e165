import QtQuick
import theme

// An icon on a tinted square or, with `round`, on a disc.
Rectangle {
    id: root

    property string iconName: ""
    property color iconColor: Theme.brand
    property int size: Theme.badge
    property int iconSize: Math.round(size * 0.55)
    property bool round: false

    width: root.size
    height: root.size
    radius: root.round ? root.size / 2 : Theme.radiusField
    color: Theme.tint

    Icon {
        anchors.centerIn: parent
        name: root.iconName
        color: root.iconColor
        size: root.iconSize
    }
}
