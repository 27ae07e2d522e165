import QtQuick
import theme
import primitives

// A ready answer from the card or a licence, taken with one touch (就寄这里).
Panel {
    id: root

    property string label: ""
    property string value: ""
    property string icon: "idcard"
    property string buttonText: ""

    signal taken

    implicitWidth: Theme.contentWidth
    implicitHeight: Math.max(Theme.length(130), words.implicitHeight + Theme.gap32)
    width: implicitWidth
    height: implicitHeight
    color: Theme.tint
    edgeColor: Theme.tintLine

    Icon {
        id: sign

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        name: root.icon
        size: Theme.length(56)
    }

    Column {
        id: words

        anchors.left: sign.right
        anchors.leftMargin: Theme.gap24
        anchors.right: take.left
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: root.label
            kind: "small"
            color: Theme.ink2
            elide: Text.ElideRight
        }

        AppText {
            width: parent.width
            text: root.value
            bold: true
            wrapMode: Text.Wrap
            maximumLineCount: Theme.english ? 3 : 2
            elide: Text.ElideRight
        }
    }

    AppButton {
        id: take

        objectName: "takeAnswer"
        anchors.right: parent.right
        anchors.rightMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        visible: root.buttonText !== ""
        width: visible ? Math.max(Theme.length(240), implicitWidth) : 0
        height: Theme.touch
        text: root.buttonText
        textKind: "body"
        kind: "outline"
        onClicked: root.taken()
    }
}
