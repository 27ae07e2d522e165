import QtQuick
import theme
import primitives

// The search line. `speaking` shows 说话 at its end (only where a speech recogniser is configured).
FocusScope {
    id: root

    property alias text: input.text
    property string placeholder: qsTr("输入要办的事，比如：换身份证")
    property bool speaking: false
    property bool speakable: true

    signal edited(string text)
    signal submitted(string text)
    signal speak

    implicitWidth: Theme.contentWidth
    implicitHeight: Theme.searchHeight

    Panel {
        anchors.fill: parent
        raised: true
        radius: Theme.radiusLarge
        edgeColor: input.activeFocus ? Theme.brand : Theme.edge
        edgeWidth: input.activeFocus ? Theme.strongEdgeWidth : Theme.edgeWidth
    }

    Icon {
        id: glass

        x: 40
        anchors.verticalCenter: parent.verticalCenter
        name: "search"
        color: Theme.strong ? Theme.ink : Theme.brand
        size: Theme.iconLarge
        weight: Theme.iconWeightBold
    }

    MouseArea {
        anchors.fill: parent
        onClicked: {
            input.forceActiveFocus()
            InputMethod.show()
        }
    }

    AppText {
        anchors.fill: input
        visible: input.text === "" && input.preeditText === ""
        text: root.placeholder
        color: Theme.ink3
        elide: Text.ElideRight
    }

    TextInput {
        id: input

        focus: true

        anchors.left: glass.right
        anchors.leftMargin: Theme.gap24
        anchors.right: speakButton.visible ? speakButton.left : wipe.visible ? wipe.left : parent.right
        anchors.rightMargin: Theme.gap24
        height: parent.height
        verticalAlignment: TextInput.AlignVCenter
        clip: true
        font.family: Theme.family
        font.pixelSize: Theme.bodySize
        color: Theme.ink
        selectionColor: Theme.tint
        selectedTextColor: Theme.ink
        renderType: TextInput.NativeRendering
        inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
        activeFocusOnTab: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.placeholder
        onTextEdited: root.edited(text)
        onAccepted: root.submitted(text)
    }

    Pressable {
        id: wipe

        anchors.right: parent.right
        width: Theme.touch
        height: parent.height
        visible: input.text !== "" && !root.speaking
        label: qsTr("清除")
        onClicked: {
            input.clear()
            root.edited("")
        }

        Icon {
            anchors.centerIn: parent
            name: "x"
            color: Theme.ink2
        }
    }

    Pressable {
        id: speakButton

        anchors.right: parent.right
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        visible: root.speaking
        enabled: root.speakable
        width: row.implicitWidth + 2 * Theme.gap32
        height: parent.height - 28
        label: caption.text
        frameRadius: Theme.radiusField
        onClicked: root.speak()

        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusField
            color: !root.speakable ? Theme.sunken : Theme.strong ? Theme.brand : speakButton.pressed ? Theme.tintPressed : Theme.tint
        }

        Row {
            id: row

            anchors.centerIn: parent
            spacing: Theme.gap12

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "mic"
                color: caption.color
            }

            AppText {
                id: caption

                text: Theme.elder ? qsTr("说话找") : qsTr("说话")
                bold: true
                color: !root.speakable ? Theme.ink3 : Theme.strong ? Theme.brandInk : Theme.brand
            }
        }
    }
}
