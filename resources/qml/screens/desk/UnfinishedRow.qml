import QtQuick
import theme
import primitives
import controls

// A case that was not finished: whose, since when, what it waits for; on with it, or away with it.
Panel {
    id: root

    required property var desk
    property var told: ({})
    readonly property string why: root.told.why ?? ""

    height: root.why === "" ? Theme.otherWayHeight - Theme.gap16 : Theme.otherWayHeight + Theme.gap4
    raised: true

    Column {
        x: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - actions.width - Theme.gap64

        AppText {
            width: parent.width
            text: root.told.item ?? ""
            bold: true
            elide: Text.ElideRight
        }

        AppText {
            width: parent.width
            text: root.why === "" ? qsTr("%1 · %2 停下的").arg(root.told.person ?? "").arg(root.told.at ?? "") : qsTr("%1 · %2 挂起").arg(root.told.person ?? "").arg(root.told.at ?? "")
            kind: "label"
            color: Theme.ink2
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.why
            kind: "label"
            color: Theme.warn
            elide: Text.ElideRight
        }
    }

    Row {
        id: actions

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap12

        AppButton {
            objectName: "discard_" + root.told.id
            width: 144
            text: qsTr("不办了")
            onClicked: root.desk.discard(root.told.id)
        }

        AppButton {
            objectName: "resume_" + root.told.id
            visible: root.told.resumes ?? false
            width: 144
            text: qsTr("接着办")
            kind: "primary"
            onClicked: root.desk.resume(root.told.id)
        }
    }
}
