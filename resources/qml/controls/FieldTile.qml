import QtQuick
import theme
import primitives

// One of the nine fields at home. `colours` names the icon whose field colours are used (the tile's own by default).
Pressable {
    id: root

    property string name: ""
    property string hint: ""
    property string icon: "grid"
    property string colours: icon
    property bool available: true
    property bool online: true
    readonly property bool stacked: Theme.strong
    readonly property color tileInk: root.stacked && root.available ? Theme.brandInk : root.available ? Theme.ink : Theme.ink2

    implicitWidth: Theme.tileWidth
    implicitHeight: Theme.tileHeight
    label: root.name + (root.hint === "" ? "" : "，" + root.hint)

    Panel {
        anchors.fill: parent
        raised: root.available
        color: !root.available ? Theme.sunken : root.stacked ? (root.pressed ? Theme.brandPressed : Theme.brand) : root.pressed ? Theme.surfacePressed : Theme.surface
        edgeWidth: root.stacked && root.available ? 0 : Theme.lineWidth
    }

    Item {
        visible: !root.stacked
        anchors.fill: parent

        Badge {
            id: badge

            x: Theme.low ? 20 : 26
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.low ? 84 : 92
            color: root.available ? Theme.fieldTint(root.colours) : Theme.sunkenMark
            iconName: root.icon
            iconColor: root.available ? Theme.fieldInk(root.colours) : Theme.ink3
        }

        Column {
            anchors.left: badge.right
            anchors.leftMargin: 20
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap16
            anchors.verticalCenter: parent.verticalCenter

            AppText {
                width: parent.width
                text: root.name
                kind: Theme.english ? "small" : "button"
                bold: true
                color: root.tileInk
                fontSizeMode: Theme.english ? Text.FixedSize : Text.HorizontalFit
                minimumPixelSize: Theme.smallSize
                wrapMode: Theme.english ? Text.WordWrap : Text.NoWrap
                maximumLineCount: 2
            }

            AppText {
                width: parent.width
                visible: text !== "" && !Theme.low && !Theme.english
                text: root.hint
                kind: "small"
                color: !root.available ? Theme.ink2 : root.online ? Theme.ink2 : Theme.ok
            }
        }
    }

    Grid {
        visible: root.stacked
        anchors.centerIn: parent
        columns: Theme.low ? 2 : 1
        spacing: Theme.low ? Theme.gap12 : Theme.gap8
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            id: sign

            name: root.icon
            color: root.tileInk
            size: Theme.low || Theme.english ? Theme.icon : 72
        }

        // Its own width would ask for itself where the language changes what fits.
        TextMetrics {
            id: wanted

            font: label.font
            text: root.name
        }

        AppText {
            id: label

            readonly property int room: root.width - Theme.gap24 - (Theme.low ? sign.size + Theme.gap12 : 0)

            width: Theme.low ? Math.min(Math.ceil(wanted.advanceWidth), room) : room
            text: root.name
            kind: Theme.english ? "small" : "button"
            bold: true
            color: root.tileInk
            horizontalAlignment: Theme.low ? Text.AlignLeft : Text.AlignHCenter
            fontSizeMode: Theme.english ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.smallSize
            wrapMode: Theme.english ? Text.WordWrap : Text.NoWrap
            maximumLineCount: 2
        }
    }
}
