import QtQuick
import theme
import primitives

// A state in a word: mood done, waiting, warn, bad, none.
Rectangle {
    id: root

    property string text: ""
    property string mood: "none"
    property bool ticked: mood === "done"
    readonly property color pillInk: mood === "none" ? Theme.ink2 : Theme.moodInk(mood)

    implicitWidth: row.implicitWidth + 2 * (Theme.landscape ? Theme.gap12 : Theme.gap24)
    implicitHeight: Theme.tagHeight
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
            visible: root.ticked
            name: "check"
            color: root.pillInk
            size: Theme.tagIcon
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
