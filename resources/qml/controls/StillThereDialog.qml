import QtQuick
import theme
import primitives

// 您还在吗？ in the last seconds of a sitting.
Sheet {
    id: root

    property int seconds: 15

    signal stay
    signal leave

    closable: false
    Accessible.name: qsTr("您还在吗？")

    Row {
        width: parent.width
        spacing: Theme.gap32

        Rectangle {
            width: Theme.length(120)
            height: Theme.length(120)
            radius: 60
            color: Theme.warnTint
            border.width: Theme.strong ? Theme.edgeWidth : 0
            border.color: Theme.warn

            AppText {
                anchors.centerIn: parent
                text: root.seconds
                kind: "title"
                color: Theme.warn
                font.pixelSize: Theme.length(60)
            }
        }

        Column {
            width: parent.width - 120 - Theme.gap32
            anchors.verticalCenter: parent.verticalCenter

            AppText {
                width: parent.width
                text: qsTr("您还在吗？")
                kind: "title"
                font.pixelSize: Theme.length(Theme.elder ? 70 : 54)
            }

            AppText {
                width: parent.width
                text: qsTr("%1 秒后退出，没提交的会清掉。").arg(root.seconds)
                color: Theme.ink2
                wrapMode: Text.Wrap
            }
        }
    }

    Row {
        width: parent.width
        spacing: Theme.gutter

        AppButton {
            objectName: "stay"
            width: Theme.length(560)
            text: qsTr("继续办")
            kind: "primary"
            onClicked: root.stay()
        }

        AppButton {
            objectName: "leave"
            width: parent.width - 560 - Theme.gutter
            text: qsTr("退出")
            onClicked: root.leave()
        }
    }
}
