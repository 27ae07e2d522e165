import QtQuick
import theme
import primitives

// The big result: a disc, what came of it, the number. mood: done, warn, bad.
Row {
    id: root

    property string title: ""
    property string text: ""
    property string mood: "done"
    property string icon: mood === "done" ? "check" : mood === "warn" ? "wifioff" : "alert"

    width: Theme.contentWidth
    spacing: Theme.gap32

    Rectangle {
        width: Theme.length(132)
        height: Theme.length(132)
        radius: 66
        color: Theme.moodTint(root.mood)

        Rectangle {
            anchors.centerIn: parent
            width: Theme.length(96)
            height: Theme.length(96)
            radius: 48
            color: Theme.moodInk(root.mood)

            Icon {
                anchors.centerIn: parent
                name: root.icon
                color: Theme.brandInk
                size: Theme.length(64)
            }
        }
    }

    Column {
        width: parent.width - Theme.length(132) - Theme.gap32
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: root.title
            kind: "title"
            font.pixelSize: Theme.length(Theme.elder ? 81 : 64)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.headingSize
            Accessible.role: Accessible.Heading
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.text
            color: Theme.ink2
            wrapMode: Text.Wrap
        }
    }
}
