pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// Somebody's signature on the form: written, looked at, written anew.
Column {
    id: root

    property var field: null
    readonly property bool signed: field.pages.length > 0 && !anew
    property bool anew: false

    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    Item {
        width: root.width
        height: Math.max(head.height, Theme.touch)

        FieldLabel {
            id: head

            width: parent.width - again.width
            anchors.verticalCenter: parent.verticalCenter
            text: root.field.label
            error: root.field.error
        }

        LinkButton {
            id: again

            objectName: "again_" + root.field.name
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.signed || pad.hasInk
            text: root.signed ? qsTr("重签") : qsTr("清除重写")
            iconName: "undo"
            onClicked: {
                pad.clear()
                root.anew = root.signed || root.anew
            }
        }
    }

    SignaturePad {
        id: pad

        objectName: "pad_" + root.field.name
        width: root.width
        height: Theme.low ? 400 : Theme.length(520)
        visible: !root.signed
        hint: qsTr("用手指写，写在横线上")
    }

    AppButton {
        objectName: "sign_" + root.field.name
        width: Theme.landscape ? implicitWidth : root.width
        height: Theme.landscape ? Theme.smallButtonHeight : implicitHeight
        visible: !root.signed && pad.hasInk
        kind: "outline"
        textKind: Theme.landscape ? "body" : "button"
        iconName: "check"
        text: qsTr("签好了")
        onClicked: {
            root.field.sign(pad.strokes, pad.inkWidth, pad.inkHeight)
            root.anew = false
        }
    }

    Panel {
        width: root.width
        height: picture.height + 2 * Theme.gap12
        visible: root.signed
        radius: Theme.radiusField

        Image {
            id: picture

            objectName: "signed_" + root.field.name
            x: Theme.gap12
            y: Theme.gap12
            width: parent.width - 2 * Theme.gap12
            height: pad.height
            source: root.signed ? root.field.pages[0] : ""
            fillMode: Image.PreserveAspectFit
            cache: false
            smooth: true
        }
    }
}
