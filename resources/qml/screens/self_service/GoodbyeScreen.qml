import QtQuick
import theme
import primitives
import controls

// 再见: nothing of the person is left on the glass.
Item {
    id: page

    required property var model

    anchors.fill: parent

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.low ? Theme.lowLine - Theme.pageTop + Theme.gap64 : (parent.height - height) / 3
        width: Theme.contentWidth
        spacing: Theme.gap24

        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            round: true
            size: 2 * Theme.iconHuge
            color: Theme.okTint
            iconName: "check"
            iconColor: Theme.ok
        }

        AppText {
            width: parent.width
            text: qsTr("再见，慢走")
            kind: "display"
            horizontalAlignment: Text.AlignHCenter
        }

        AppText {
            width: parent.width
            text: qsTr("您的信息已从屏幕上清掉。")
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }

        AppText {
            width: parent.width
            text: qsTr("随身的东西都带上了吗？")
            kind: "heading"
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
    }

    ActionBar {
        x: Theme.margin
        y: parent.height - height - Theme.actionGap
        primaryText: qsTr("回首页")
        onPrimary: page.model.goOn()
    }
}
