import QtQuick
import theme
import primitives

// Another way, or one of a list: badge, name, one line; an arrow with `arrow`.
Pressable {
    id: root

    property string name: ""
    property string hint: ""
    property string icon: "phone"
    property bool arrow: false
    property bool available: true
    property string tag: ""
    property string tagMood: "waiting"
    property bool hintKept: false
    readonly property bool wraps: Theme.english && root.arrow // one of a list, whose height is its own

    implicitWidth: Theme.length(480)
    implicitHeight: Math.max(Theme.otherWayHeight, words.implicitHeight + Theme.gap24)
    label: root.name

    Panel {
        anchors.fill: parent
        raised: root.available
        color: !root.available ? Theme.sunken : root.pressed ? Theme.surfacePressed : Theme.surface
    }

    Badge {
        id: badge

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.length(96)
        iconName: root.icon
        color: root.available ? Theme.tint : Theme.sunkenMark
        iconColor: root.available ? Theme.brand : Theme.ink3
    }

    Column {
        id: words

        anchors.left: badge.right
        anchors.leftMargin: Theme.gap24
        anchors.right: tail.left
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: root.name
            kind: Theme.elder ? "heading" : "button"
            color: root.available ? Theme.ink : Theme.ink2
            fontSizeMode: root.wraps ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: Theme.smallSize
            wrapMode: root.wraps ? Text.WordWrap : Text.NoWrap
            maximumLineCount: 4
            elide: root.wraps ? Text.ElideRight : Text.ElideNone
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            visible: text !== "" && (root.hintKept || !Theme.elder)
            text: root.hint
            kind: "label"
            color: Theme.ink2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    Row {
        id: tail

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap16

        Pill {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.tag !== ""
            text: root.tag
            mood: root.tagMood
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.arrow
            name: "right"
            size: Theme.icon
        }
    }
}
