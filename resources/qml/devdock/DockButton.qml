import QtQuick
import theme
import primitives

// A small button of the developer panel; `lit` when what it does is so now.
Pressable {
    id: root

    property string text: ""
    property bool lit: false

    implicitWidth: caption.implicitWidth + 2 * Theme.gap24
    implicitHeight: Theme.gap64 + Theme.gap8
    label: root.text
    frameRadius: Theme.radiusTag

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusTag
        color: root.lit ? Theme.brand : root.pressed ? Theme.surfacePressed : Theme.surface
        border.color: root.lit ? Theme.brand : Theme.edge
        border.width: Theme.edgeWidth
    }

    AppText {
        id: caption

        anchors.centerIn: parent
        text: root.text
        kind: "small"
        color: root.lit ? Theme.brandInk : Theme.ink
    }
}
