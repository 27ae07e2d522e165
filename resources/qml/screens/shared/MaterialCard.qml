import QtQuick
import theme
import primitives
import controls

// One material: its name, where it comes from, and in a word how it stands. Nothing to touch: a button may stand over its end, `tailWidth` wide.
Panel {
    id: root

    property string name: ""
    property string from: ""
    property string icon: "doc"
    property string tag: ""
    property string mood: "none"
    property string fromMood: ""
    property int tailWidth: 0
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
        anchors.right: parent.right
        anchors.rightMargin: (root.tailWidth > 0 ? root.tailWidth + Theme.gap24 : pill.width + Theme.gap32) + Theme.gap16
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
            visible: !Theme.elder || !Theme.english || root.fromMood !== ""
            text: root.from
            kind: "label"
            color: root.fromMood !== "" ? Theme.moodInk(root.fromMood) : Theme.ink2
            wrapMode: root.fromMood !== "" ? Text.Wrap : Text.NoWrap
            maximumLineCount: root.fromMood !== "" ? 2 : 1
            elide: Text.ElideRight
        }
    }

    Pill {
        id: pill

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        visible: root.tailWidth === 0
        text: root.tag
        mood: root.shade
    }
}
