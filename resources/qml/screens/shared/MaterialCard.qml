import QtQuick
import theme
import primitives
import controls

// One material: its name, where it comes from, and in a word how it stands. Nothing to touch.
Panel {
    id: root

    property string name: ""
    property string from: ""
    property string icon: "doc"
    property string tag: ""
    property string mood: "none"
    readonly property string shade: mood === "working" ? "waiting" : mood

    raised: true
    width: Theme.contentWidth
    height: Math.max(Theme.otherWayHeight - (Theme.landscape ? Theme.gap24 : Theme.low ? Theme.gap32 + Theme.gap8 : Theme.gap16), words.height + Theme.gap32)

    Badge {
        id: badge

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        iconName: root.icon
        color: Theme.moodTint(root.shade)
        iconColor: Theme.moodInk(root.shade)
    }

    Column {
        id: words

        anchors.left: badge.right
        anchors.leftMargin: Theme.gap24
        anchors.right: pill.left
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: root.name
            kind: "button"
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }

        AppText {
            width: parent.width
            visible: !Theme.elder || !Theme.english
            text: root.from
            kind: "label"
            color: Theme.ink2
            elide: Text.ElideRight
        }
    }

    Pill {
        id: pill

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        text: root.tag
        mood: root.shade
    }
}
