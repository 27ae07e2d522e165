import QtQuick
import theme
import primitives
import controls

// One device on the technician's page: how it is, since when, and what to do. Nothing to touch.
Panel {
    id: root

    property var device: ({})
    readonly property string mood: device.mood === "ok" ? "done" : device.mood === "warn" ? "warn" : "bad"

    objectName: "device_" + (device.room ?? "")
    raised: true
    width: Theme.contentWidth
    height: Math.max(Theme.badge + Theme.gap32, words.height + Theme.gap32)
    Accessible.role: Accessible.StaticText
    Accessible.name: [device.name, device.state, device.what, device.todo].join("，")

    Badge {
        id: badge

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        iconName: root.device.icon ?? "info"
        color: Theme.moodTint(root.mood)
        iconColor: Theme.moodInk(root.mood)
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
            text: root.device.what || root.device.name || ""
            kind: "button"
            wrapMode: Text.Wrap
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.device.todo ?? ""
            kind: "label"
            color: Theme.ink2
            wrapMode: Text.Wrap
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: [root.device.code, root.device.since].filter(word => word).join(" · ")
            kind: "small"
            color: Theme.ink2
        }
    }

    Pill {
        id: pill

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        text: root.device.state ?? ""
        mood: root.mood
    }
}
