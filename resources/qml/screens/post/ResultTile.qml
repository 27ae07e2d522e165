import QtQuick
import theme
import primitives

// One answer of a test: which, what, and whether it was right. mood: done, bad, now, later.
Rectangle {
    id: root

    property string name: ""
    property string answer: ""
    property string mood: "later"
    readonly property bool known: answer !== ""

    height: 84
    radius: Theme.radiusTag
    color: root.mood === "done" ? Theme.okTint : root.mood === "bad" ? Theme.badTint : root.mood === "now" ? Theme.tint : Theme.sunken

    AppText {
        id: label

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap12
        text: root.name
        kind: "small"
        color: Theme.ink
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        y: label.y + label.height + Theme.gap4
        spacing: Theme.gap8

        AppText {
            text: root.known ? root.answer : root.mood === "now" ? qsTr("正在测") : "–"
            kind: root.known ? "heading" : "label"
            bold: root.known || root.mood === "now"
            color: root.mood === "done" ? Theme.ok : root.mood === "bad" ? Theme.bad : root.mood === "now" ? Theme.brand : Theme.ink2
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.known
            name: root.mood === "done" ? "check" : "x"
            color: root.mood === "done" ? Theme.ok : Theme.bad
            size: Theme.iconSmall
        }
    }
}
