import QtQuick
import theme
import primitives
import controls

// What one eye reads, as a bar with the mark of what is wanted.
Item {
    id: root

    property var eye: ({})
    property var limit: ({})
    readonly property bool known: (eye.value ?? "") !== ""

    height: Theme.touch

    AppText {
        id: name

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.english ? 92 : 56
        text: root.eye.name ?? ""
        kind: "label"
        bold: root.eye.now === true
        color: root.eye.now === true ? Theme.brand : Theme.ink
    }

    Rectangle {
        id: track

        anchors.left: name.right
        anchors.leftMargin: Theme.gap8
        anchors.right: value.left
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.gap12
        radius: height / 2
        color: Theme.sunken

        Rectangle {
            width: parent.width * (root.eye.share ?? 0)
            height: parent.height
            radius: parent.radius
            color: root.eye.mood === "bad" ? Theme.bad : root.eye.mood === "done" ? Theme.ok : Theme.brand
        }

        Rectangle {
            x: Math.round(parent.width * (root.limit.share ?? 0)) - width / 2
            anchors.verticalCenter: parent.verticalCenter
            visible: root.limit.share !== undefined
            width: Theme.gap4
            height: Theme.gap24
            color: Theme.ink
        }
    }

    AppText {
        id: value

        anchors.right: tag.left
        anchors.rightMargin: Theme.gap12
        anchors.verticalCenter: parent.verticalCenter
        width: 84
        text: root.known ? root.eye.value : root.eye.now === true ? qsTr("正在看") : "–"
        kind: root.known ? "title" : "label"
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallSize
        color: root.known ? Theme.ink : root.eye.now === true ? Theme.brand : Theme.ink2
        horizontalAlignment: Text.AlignHCenter
    }

    Item {
        id: tag

        anchors.right: parent.right
        width: Theme.english ? 148 : 108
        height: parent.height

        Pill {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: root.eye.tag ?? ""
            mood: root.eye.mood ?? "none"
        }
    }
}
