import QtQuick
import theme
import primitives

// The label over a field and, under it, the sentence of what is wrong.
Column {
    id: root

    property string text: ""
    property string error: ""
    property bool lit: false

    spacing: Theme.gap4

    AppText {
        width: parent.width
        visible: text !== ""
        text: root.text
        kind: "label"
        bold: root.lit
        color: root.lit ? Theme.brand : Theme.ink2
        elide: Text.ElideRight
    }

    Row {
        width: parent.width
        visible: root.error !== ""
        spacing: Theme.gap8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "alert"
            color: Theme.bad
            size: Theme.iconSmall
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - Theme.iconSmall - Theme.gap8
            text: root.error
            kind: "label"
            bold: true
            color: Theme.bad
            wrapMode: Text.Wrap
        }
    }
}
