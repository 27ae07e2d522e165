import QtQuick
import theme
import primitives
import controls
import "../shared"

// 付款: the code for the phone, or later.
StepPage {
    id: page

    required property var model
    readonly property bool working: model.mood === "working"
    readonly property bool later: !model.online || model.mood === "troubled"

    title: page.model.paid ? qsTr("付好了") : page.later ? qsTr("领取时再付") : qsTr("用手机扫码付款")
    help: page.model.basis
    backText: page.model.paid ? "" : page.later ? qsTr("上一步") : qsTr("以后付")
    primaryText: page.model.paid ? qsTr("下一步") : page.later ? qsTr("领取时再付") : ""
    note: page.model.paid || page.later ? "" : qsTr("付好会自动往下走，别离开。")
    noteIcon: "clock"
    onBack: page.later ? page.model.goBack() : page.model.payLater()
    onPrimary: page.model.paid ? page.model.goOn() : page.model.payLater()

    StepTrouble {
        model: page.model
    }

    AppCard {
        spacing: 0

        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("要付")
            kind: "label"
            color: Theme.ink2
        }

        AppText {
            objectName: "amount"
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.model.amount
            kind: "display"
        }
    }

    WaitingPanel {
        visible: page.working
        icon: "qr"
        title: qsTr("正在取付款码")
        sentence: qsTr("一两秒就好。")
    }

    QrPanel {
        visible: page.model.code !== "" && !page.model.paid && !page.later
        content: page.model.code
        caption: qsTr("微信、支付宝都行")
    }

    StatusStrip {
        objectName: "strip"
        visible: page.model.paid || page.model.code !== "" && !page.later
        text: page.model.paid ? qsTr("收到了，谢谢") : qsTr("正在等您付款")
        mood: page.model.paid ? "done" : "waiting"
    }

    StatePanel {
        visible: page.later && page.model.mood !== "troubled"
        icon: "wifioff"
        mood: "warn"
        title: qsTr("网络断了，现在付不了")
        sentence: qsTr("先提交，来取的时候再付，不耽误。")
    }
}
