import QtQuick
import theme

// The frame around the control that keys and switch devices act on.
Rectangle {
    id: root

    property int controlRadius: Theme.radiusCard

    anchors.fill: parent
    anchors.margins: -(Theme.focusGap + Theme.focusWidth)
    radius: root.controlRadius + Theme.focusGap + Theme.focusWidth
    color: Theme.clear
    border.color: Theme.focus
    border.width: Theme.focusWidth
    z: 10

    Rectangle {
        anchors.fill: parent
        anchors.margins: -border.width
        visible: Theme.strong
        radius: root.radius + border.width
        color: Theme.clear
        border.color: Theme.focusHalo
        border.width: Theme.lineWidth
    }
}
