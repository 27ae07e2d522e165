import QtQuick
import QtQuick.VirtualKeyboard.Styles
import theme
import primitives

// The face of one key: a caption or an icon on a rounded square; `dark` keys do something, the others write.
KeyPanel {
    id: root

    property string caption: ""
    property string small: ""
    property string iconName: ""
    property bool dark: false
    property bool lit: false
    property int pixels: Theme.keySize
    readonly property var key: control
    readonly property bool down: key !== null && key.pressed
    readonly property bool usable: key !== null && key.enabled

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.gap4
        radius: Theme.radiusTag
        color: root.down ? Theme.keyPressed : root.lit ? Theme.tint : root.dark ? Theme.keyDark : Theme.keyFace
        border.width: Theme.strong ? 2 : 0
        border.color: Theme.edge

        AppText {
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width - Theme.gap8)
            visible: root.iconName === ""
            text: root.key && root.key.uppercased ? root.caption.toUpperCase() : root.caption
            font.pixelSize: root.pixels
            color: root.usable ? Theme.ink : Theme.ink3
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
        }

        AppText {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.rightMargin: Theme.gap8
            visible: root.small !== "" && root.iconName === ""
            text: root.small
            font.pixelSize: 22
            color: Theme.ink2
        }

        Icon {
            anchors.centerIn: parent
            visible: root.iconName !== ""
            name: root.iconName
            color: root.lit ? Theme.brand : root.usable ? Theme.ink : Theme.ink3
            size: 60
        }
    }
}
