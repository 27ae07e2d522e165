import QtQuick
import theme
import primitives

// One sentence over the width of a page, with its icon: what is well, what waits, what needs a look.
Rectangle {
    id: root

    property string text: ""
    property string mood: "done"
    property string icon: "shield"

    width: Theme.contentWidth
    height: Math.max(Theme.touch, words.implicitHeight + Theme.gap16)
    radius: Theme.radiusField
    color: Theme.moodTint(root.mood)
    border.width: Theme.strong ? Theme.edgeWidth : 0
    border.color: Theme.edge

    Icon {
        id: mark

        x: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        name: root.icon
        color: Theme.moodInk(root.mood)
        size: Theme.icon
    }

    AppText {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.gap12
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        kind: "label"
        color: Theme.moodInk(root.mood)
        wrapMode: Text.Wrap
    }
}
