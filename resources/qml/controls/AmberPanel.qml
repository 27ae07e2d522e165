import QtQuick
import theme
import primitives

// Take your card, take your paper. drawing: take_card or take_paper; `text` is the second line with its icon.
Panel {
    id: root

    property string title: ""
    property string text: ""
    property string icon: "receipt"
    property string drawing: "take_card"

    implicitWidth: Theme.contentWidth
    implicitHeight: Math.max(Theme.length(244), words.implicitHeight + Theme.gap32)
    width: implicitWidth
    height: implicitHeight
    color: Theme.warnTint
    edgeColor: Theme.warnLine
    edgeWidth: Theme.strong ? 4 : 3
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title

    Image {
        id: picture

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.length(300)
        height: Theme.length(200)
        source: Qt.resolvedUrl("../../icons/drawings/" + (root.drawing === "take_paper" ? "takepaper" : "take") + ".svg")
        sourceSize: Qt.size(width, height)
    }

    Column {
        id: words

        anchors.left: picture.right
        anchors.leftMargin: Theme.length(40)
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap8

        AppText {
            width: parent.width
            text: root.title
            kind: "heading"
            font.pixelSize: Theme.length(Theme.elder ? 70 : 56)
            color: Theme.warn
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.buttonSize
            Accessible.ignored: true
        }

        Row {
            width: parent.width
            visible: root.text !== ""
            spacing: Theme.gap16

            Icon {
                id: sign

                y: Math.max(0, (Theme.sentenceSize * Theme.lineHeight - height) / 2) // on its first line
                visible: root.icon !== ""
                name: root.icon
                color: Theme.ink
                size: Theme.icon
            }

            AppText {
                width: parent.width - (sign.visible ? sign.width + Theme.gap16 : 0)
                text: root.text
                font.pixelSize: Theme.sentenceSize
                wrapMode: Text.Wrap
            }
        }
    }
}
