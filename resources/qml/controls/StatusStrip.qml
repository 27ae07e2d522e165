import QtQuick
import theme
import primitives

// What the device is doing, always in words. mood: waiting, working, done, bad.
Item {
    id: root

    property string text: ""
    property string mood: "waiting"
    readonly property color moodInk: Theme.moodInk(mood)

    implicitWidth: Theme.contentWidth
    implicitHeight: Theme.statusHeight
    width: implicitWidth
    height: implicitHeight
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text

    Panel {
        anchors.fill: parent
        raised: true
        radius: Theme.radiusCard
        color: root.mood === "done" || root.mood === "bad" ? Theme.moodTint(root.mood) : Theme.surface
        edgeColor: root.moodInk
        edgeWidth: Theme.strong ? 4 : 2
    }

    Row {
        anchors.centerIn: parent
        spacing: Theme.gap24

        Spinner {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.mood === "waiting" || root.mood === "working"
            color: root.moodInk
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.mood === "done" || root.mood === "bad"
            name: root.mood === "done" ? "check" : "alert"
            color: root.moodInk
            size: Theme.iconLarge
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width - 200)
            text: root.text
            kind: "button"
            color: root.moodInk
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallSize
            Accessible.ignored: true
        }
    }
}
