import QtQuick
import theme
import primitives

// A person can always be called: by this machine where it `canCall`, and `called` says that one is on the way; otherwise by
// a wave of the hand, and nothing is promised.
Sheet {
    id: root

    property bool canCall: false
    property bool called: false
    property string phone: ""
    property bool handsOver: false

    signal call
    signal handOver

    Accessible.name: qsTr("找人帮忙")

    AppText {
        width: parent.width
        text: root.called ? qsTr("已经叫人了") : root.canCall ? qsTr("要找人帮忙吗？") : qsTr("招手叫一下工作人员")
        kind: "title"
        font.pixelSize: Theme.length(Theme.elder ? 70 : 54)
        wrapMode: Text.Wrap
    }

    AppText {
        width: parent.width
        text: root.called ? qsTr("请在这里等一下，工作人员这就来。填好的还在。") : !root.canCall ? qsTr("也可以用手机打 12345。填好的还在。") : root.phone === "" ? qsTr("工作人员会到您身边来。填好的还在。") : qsTr("工作人员会到您身边来。也可以打 %1。").arg(root.phone)
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Row {
        width: parent.width
        spacing: Theme.gutter

        AppButton {
            objectName: "callHelp"
            visible: root.canCall && !root.called
            width: Theme.length(560)
            text: qsTr("叫工作人员")
            kind: "primary"
            iconName: "headset"
            onClicked: root.call()
        }

        AppButton {
            id: counter

            objectName: "helpToCounter"
            visible: root.handsOver && !root.canCall
            width: (parent.width - Theme.gutter) / 2
            text: qsTr("转到窗口办")
            iconName: "users"
            onClicked: root.handOver()
        }

        AppButton {
            objectName: "closeHelp"
            width: counter.visible ? (parent.width - Theme.gutter) / 2 : root.called || !root.canCall ? parent.width : parent.width - 560 - Theme.gutter
            kind: root.canCall ? "plain" : "primary"
            text: root.called || !root.canCall ? qsTr("知道了") : qsTr("不用了")
            onClicked: root.dismissed()
        }
    }
}
