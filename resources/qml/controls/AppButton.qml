import QtQuick
import theme
import primitives

// A button. kind: primary (one a page), plain, outline, soft, danger. A disabled one says why in `reason`, beside it.
Pressable {
    id: root

    property string text: ""
    property string kind: "plain"
    property string iconName: ""
    property bool iconAfter: false
    property string reason: ""
    property string textKind: "button"
    readonly property color inkColor: !root.enabled ? Theme.ink3 : root.kind === "primary" ? Theme.primaryInk : root.kind === "plain" ? Theme.ink : root.kind === "danger" ? Theme.bad : Theme.brand
    readonly property color faceColor: !root.enabled ? Theme.disabled : root.kind === "primary" ? (root.pressed ? Theme.primaryPressed : Theme.primary) : root.kind === "soft" ? (root.pressed ? Theme.tintPressed : Theme.tint) : root.pressed ? Theme.surfacePressed : Theme.surface

    implicitWidth: Math.max(Theme.touch, row.implicitWidth + 2 * Theme.gap32)
    implicitHeight: Theme.buttonHeight
    label: root.text

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: root.faceColor
        border.width: !root.enabled || (root.kind === "soft" && !Theme.strong) || (root.kind === "primary" && !Theme.strong) ? 0 : Theme.edgeWidth
        border.color: root.kind === "danger" ? Theme.bad : root.kind === "outline" ? Theme.brand : Theme.edge

        Behavior on color {
            enabled: Theme.moving

            ColorAnimation {
                duration: Theme.pressMs
            }
        }
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap16
        layoutDirection: root.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== ""
            name: root.iconName
            color: root.inkColor
            size: Theme.icon
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            kind: root.textKind
            bold: true
            color: root.inkColor
            width: Math.min(implicitWidth, root.width - 2 * Theme.gap16 - (root.iconName === "" ? 0 : Theme.icon + Theme.gap16))
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallSize
            Accessible.ignored: true
        }
    }

    AppText {
        anchors.right: parent.left
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.enabled && root.reason !== ""
        text: root.reason
        kind: "label"
        bold: true
        color: Theme.warn
        horizontalAlignment: Text.AlignRight
    }
}
