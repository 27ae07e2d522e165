import QtQuick
import theme
import primitives

// A state in a word: mood done, waiting, warn, bad, none.
Rectangle {
    id: root

    property string text: ""
    property string mood: "none"
    readonly property color pillInk: mood === "none" ? Theme.ink2 : Theme.moodInk(mood)

    implicitWidth: row.implicitWidth + 2 * Theme.gap24
    implicitHeight: Theme.elder ? 68 : 56
    width: implicitWidth
    height: implicitHeight
    radius: height / 2
    color: mood === "none" ? Theme.sunken : Theme.moodTint(mood)
    border.width: Theme.strong ? 2 : 0
    border.color: root.pillInk

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.mood === "done"
            name: "check"
            color: root.pillInk
            size: Theme.sized(28)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            kind: "small"
            bold: true
            color: root.pillInk
        }
    }
}
