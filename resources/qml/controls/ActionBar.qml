import QtQuick
import theme
import primitives

// 上一步 left and plain, the primary right. Without a primary the `note` (a promise, with a lock) stands beside it.
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
    readonly property int over: why.visible ? why.height + Theme.gap8 : 0

    signal back
    signal primary

    width: Theme.contentWidth
    height: Theme.actionHeight
    visible: backText !== "" || primaryText !== "" || note !== ""

    AppButton {
        id: backButton

        objectName: "back"
        visible: root.backText !== ""
        enabled: root.backEnabled
        width: root.backWide ? 408 : Theme.backWidth
        height: parent.height
        text: root.backText
        kind: root.backKind
        iconName: root.backIcon
        onClicked: root.back()
    }

    AppButton {
        objectName: "primary"
        anchors.right: parent.right
        visible: root.primaryText !== ""
        enabled: root.primaryEnabled
        width: backButton.visible ? parent.width - backButton.width - Theme.gutter : parent.width
        height: parent.height
        text: root.primaryText
        kind: "primary"
        iconName: root.primaryIcon
        iconAfter: root.primaryIconAfter
        onClicked: root.primary()
    }

    AppText {
        id: why

        anchors.right: parent.right
        anchors.left: parent.left
        anchors.bottom: parent.top
        anchors.bottomMargin: Theme.gap8
        visible: root.primaryText !== "" && !root.primaryEnabled && root.reason !== ""
        text: root.reason
        kind: "label"
        bold: true
        color: Theme.warn
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideRight
    }

    Row {
        anchors.left: backButton.visible ? backButton.right : parent.left
        anchors.leftMargin: backButton.visible ? Theme.gap48 : 0
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
