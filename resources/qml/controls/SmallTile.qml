import QtQuick
import theme
import primitives

// 取号, 查进度, 12345 at home: icon, name, one fact.
Pressable {
    id: root

    property string name: ""
    property string hint: ""
    property string icon: "ticket"
    readonly property bool lone: Theme.low || hint === ""
    readonly property bool stacked: Theme.elder && !lone

    implicitWidth: Theme.tileWidth
    implicitHeight: Theme.smallTileHeight
    label: root.name + (root.hint === "" ? "" : "，" + root.hint)

    Panel {
        anchors.fill: parent
        raised: true
        color: root.pressed ? Theme.surfacePressed : Theme.surface
    }

    Item {
        id: line

        readonly property bool centred: root.lone || root.stacked
        readonly property real mass: sign.width + 18 + Math.min(caption.implicitWidth, room)
        readonly property real room: root.width - 2 * Theme.gap24 - sign.width - 18

        x: centred ? Math.max(Theme.gap16, (root.width - mass) / 2) : 26
        y: root.stacked ? 36 : 0
        width: root.width - x - Theme.gap12
        height: root.stacked ? 80 : root.height

        Icon {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            name: root.icon
            color: Theme.strong ? Theme.ink : Theme.brand
            size: Theme.elder ? 60 : 56
        }

        Column {
            anchors.left: sign.right
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter

            AppText {
                id: caption

                width: parent.width
                text: root.name
                kind: "button"
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.smallSize
                Accessible.ignored: true
            }

            AppText {
                width: parent.width
                visible: !root.lone && !root.stacked
                text: root.hint
                kind: "small"
                color: Theme.ink2
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    AppText {
        visible: root.stacked
        anchors.horizontalCenter: parent.horizontalCenter
        y: 120
        text: root.hint
        kind: "small"
        color: Theme.ink2
        Accessible.ignored: true
    }
}
