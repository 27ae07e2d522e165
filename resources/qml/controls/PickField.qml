import QtQuick
import theme
import primitives

// A field that is not typed but picked: its value and 改 ›.
Item {
    id: root

    property alias label: head.text
    property alias error: head.error
    property string value: ""
    property string placeholder: ""

    signal clicked

    implicitWidth: Theme.contentWidth
    implicitHeight: head.height + Theme.gap8 + box.height
    width: implicitWidth
    height: implicitHeight

    FieldLabel {
        id: head

        width: parent.width
    }

    Pressable {
        id: box

        objectName: "pick"
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap8
        width: parent.width
        height: Math.max(Theme.fieldHeight, words.implicitHeight + Theme.gap24)
        label: root.label + " " + root.value
        frameRadius: Theme.radiusField
        onClicked: root.clicked()

        Panel {
            anchors.fill: parent
            radius: Theme.radiusField
            color: box.pressed ? Theme.surfacePressed : Theme.surface
            edgeColor: root.error === "" ? Theme.edge : Theme.bad
            edgeWidth: root.error === "" ? Theme.edgeWidth : Theme.strongEdgeWidth
        }

        AppText {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap32
            anchors.right: tail.left
            anchors.rightMargin: Theme.gap16
            anchors.verticalCenter: parent.verticalCenter
            text: root.value === "" ? root.placeholder : root.value
            color: root.value === "" ? Theme.ink3 : Theme.ink
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        Row {
            id: tail

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap32
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gap12

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.value === "" ? qsTr("选") : qsTr("改")
                bold: true
                color: Theme.brand
                Accessible.ignored: true
            }

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "right"
                size: Theme.iconSmall
            }
        }
    }
}
