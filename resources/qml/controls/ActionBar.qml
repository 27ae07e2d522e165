pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// 上一步 left and plain, the primary right. Without a primary the `note` (a promise, with a lock) stands beside it.
// At a desk the primary is as wide as its word, its reason beside it, and `extras` are more plain buttons: [{name, text}].
Item {
    id: root

    property string backText: ""
    property string backIcon: ""
    property bool backEnabled: true
    property string primaryText: ""
    property string primaryIcon: ""
    property bool primaryIconAfter: primaryIcon === "right"
    property bool primaryEnabled: true
    property string reason: ""
    property string note: ""
    property string noteIcon: "lock"
    property bool backWide: false
    property string backKind: "plain"
    property var extras: []
    readonly property int over: why.visible && !Theme.landscape ? why.height + Theme.gap8 : 0

    signal back
    signal primary
    signal extra(string name)

    width: Theme.contentWidth
    height: Theme.actionHeight
    visible: backText !== "" || primaryText !== "" || note !== "" || extras.length > 0

    AppButton {
        id: backButton

        objectName: "back"
        visible: root.backText !== ""
        enabled: root.backEnabled
        width: Theme.landscape ? Math.max(Theme.backWidth, implicitWidth) : root.backWide ? 408 : Theme.backWidth
        height: parent.height
        text: root.backText
        kind: root.backKind
        iconName: root.backIcon
        onClicked: root.back()
    }

    Row {
        id: more

        anchors.left: backButton.visible ? backButton.right : parent.left
        anchors.leftMargin: backButton.visible && root.extras.length > 0 ? Theme.gap12 : 0
        height: parent.height
        spacing: Theme.gap12

        Repeater {
            model: root.extras

            AppButton {
                required property var modelData

                objectName: modelData.name
                height: root.height
                text: modelData.text
                onClicked: root.extra(modelData.name)
            }
        }
    }

    AppButton {
        id: primaryButton

        objectName: "primary"
        anchors.right: parent.right
        visible: root.primaryText !== ""
        enabled: root.primaryEnabled
        width: Theme.landscape ? Math.max(Theme.primaryWidth, implicitWidth) : backButton.visible ? parent.width - backButton.width - Theme.gutter : parent.width
        height: parent.height
        text: root.primaryText
        kind: "primary"
        iconName: root.primaryIcon
        iconAfter: root.primaryIconAfter
        onClicked: root.primary()
    }

    AppText {
        id: why

        anchors.right: Theme.landscape ? primaryButton.left : parent.right
        anchors.rightMargin: Theme.landscape ? Theme.gap16 : 0
        anchors.left: Theme.landscape ? more.right : parent.left
        anchors.leftMargin: Theme.landscape ? Theme.gap16 : 0
        y: Theme.landscape ? (parent.height - height) / 2 : -height - Theme.gap8
        visible: root.primaryText !== "" && !root.primaryEnabled && root.reason !== ""
        text: root.reason
        kind: "label"
        bold: true
        color: Theme.warn
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }

    Row {
        anchors.left: more.right
        anchors.leftMargin: backButton.visible ? Theme.landscape ? Theme.gap24 : Theme.gap48 : 0
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.primaryText === "" && root.note !== ""
        spacing: Theme.gap16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.noteIcon
            color: Theme.ok
            size: Theme.icon
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - Theme.icon - Theme.gap16
            text: root.note
            kind: "label"
            color: Theme.ink2
            wrapMode: Text.Wrap
            maximumLineCount: 3
        }
    }
}
