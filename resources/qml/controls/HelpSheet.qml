import QtQuick
import theme
import primitives

// A person can always be called. `called` says that one is on the way.
Sheet {
    id: root

    property bool called: false
    property string phone: ""

    signal call

    Accessible.name: qsTr("找人帮忙")

    AppText {
        width: parent.width
        text: root.called ? qsTr("已经叫人了") : qsTr("要找人帮忙吗？")
        kind: "title"
        font.pixelSize: Theme.elder ? 70 : 54
        wrapMode: Text.Wrap
    }

    AppText {
        width: parent.width
        text: root.called ? qsTr("请在这里等一下，工作人员这就来。填好的还在。") : root.phone === "" ? qsTr("工作人员会到您身边来。填好的还在。") : qsTr("工作人员会到您身边来。也可以打 %1。").arg(root.phone)
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Row {
        width: parent.width
        spacing: Theme.gutter

        AppButton {
            objectName: "callHelp"
            visible: !root.called
            width: 560
            text: qsTr("叫工作人员")
            kind: "primary"
            iconName: "headset"
            onClicked: root.call()
        }

        AppButton {
            objectName: "closeHelp"
            width: root.called ? parent.width : parent.width - 560 - Theme.gutter
            text: root.called ? qsTr("知道了") : qsTr("不用了")
            onClicked: root.dismissed()
        }
    }
}
