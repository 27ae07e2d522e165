import QtQuick
import theme
import primitives

// One line of what comes next: number or tick, when, what. phase: done or later.
Item {
    id: root

    property int number: 1
    property string when: ""
    property string text: ""
    property string phase: "later"
    property bool last: false
    readonly property bool done: phase === "done"
    readonly property int disc: 54

    implicitHeight: Math.max(Theme.elder ? 112 : 94, words.implicitHeight + Theme.gap16)
    width: parent ? parent.width : Theme.contentWidth
    height: implicitHeight

    Rectangle {
        visible: !root.last
        x: root.disc / 2 - 2
        y: root.height / 2
        width: Theme.gap4
        height: root.height
        color: Theme.tintRail
    }

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: root.disc
        height: root.disc
        radius: root.disc / 2
        color: root.done ? Theme.brand : Theme.surface
        border.color: Theme.brand
        border.width: 3

        Icon {
            anchors.centerIn: parent
            visible: root.done
            name: "check"
            color: Theme.brandInk
            size: Theme.length(34)
        }

        AppText {
            anchors.centerIn: parent
            visible: !root.done
            text: root.number
            bold: true
            font.pixelSize: Theme.markSize
            color: Theme.brand
        }
    }

    AppText {
        x: root.disc + Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        width: words.x - x - Theme.gap8
        text: root.when
        kind: "label"
        bold: true
        color: root.done ? Theme.brand : Theme.ink
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 24
    }

    AppText {
        id: words

        x: Theme.elder ? 340 : 292
        anchors.verticalCenter: parent.verticalCenter
        width: root.width - x
        text: root.text
        font.pixelSize: Theme.sentenceSize
        wrapMode: Text.Wrap
    }
}
