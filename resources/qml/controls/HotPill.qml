import QtQuick
import theme
import primitives

// A hot item: a pill with its short name.
Pressable {
    id: root

    property string text: ""

    implicitWidth: caption.implicitWidth + 2 * 30
    implicitHeight: Theme.pillHeight
    label: root.text
    frameRadius: root.height / 2

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: root.pressed ? Theme.surfacePressed : Theme.surface
        border.color: Theme.line
        border.width: Theme.lineWidth
    }

    AppText {
        id: caption

        anchors.centerIn: parent
        text: root.text
        kind: "body"
        bold: Theme.elder
        Accessible.ignored: true
    }
}
