pragma ComponentBehavior: Bound

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
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool later: !model.online && !troubled
    readonly property bool mayWait: model.mayWait && (waiting || troubled || working)
    readonly property bool waiting: model.code !== "" && !model.paid && !later && !troubled

    title: page.model.paid ? qsTr("付好了") : page.later ? qsTr("领取时再付") : qsTr("用手机扫码付款")
    help: page.model.basis
    spacing: Theme.elder ? Theme.gap16 : Theme.gutter
    backText: page.model.paid ? "" : qsTr("上一步")
    primaryText: page.model.paid ? qsTr("下一步") : page.later ? qsTr("领取时再付") : ""
    note: page.waiting ? page.model.mayWait ? qsTr("付好会自动往下走。") : qsTr("现在付清才算办好，付好自动往下走。") : ""
    noteIcon: "clock"
    onBack: page.model.goBack()
    onPrimary: page.model.paid ? page.model.goOn() : page.model.payLater()

    Component {
        id: laterWay

        WayCard {
            objectName: "pay_later"
            name: qsTr("领取时再付")
            hint: Theme.low ? "" : qsTr("先提交，来取的时候再付，不耽误")
            icon: "clock"
            arrow: !Theme.low
            onClicked: page.model.payLater()
        }
    }

    // In the low layout what is to pay and the way to pay later stand side by side, so that the code and its strip fit.
    Row {
        spacing: Theme.gutter

        AppCard {
            width: besides.active ? (Theme.contentWidth - Theme.gutter) / 2 : Theme.contentWidth
            spacing: 0

            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !Theme.elder && !Theme.low
                text: page.model.paid ? qsTr("已付") : qsTr("要付")
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

        Loader {
            id: besides

            active: Theme.low && page.mayWait
            visible: active
            width: (Theme.contentWidth - Theme.gutter) / 2
            height: parent.children[0].height
            sourceComponent: laterWay
        }
    }

    StepScene {
        visible: !Theme.low && (page.troubled || page.later || page.working)
        height: page.troubled || Theme.elder && page.working ? 240 : 400
        icon: page.working ? "qr" : page.model.trouble.icon ?? "wifioff"
    }

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: page.working
        icon: "qr"
        title: qsTr("正在取付款码")
        sentence: qsTr("一两秒就好。")
    }

    QrPanel {
        visible: page.waiting
        size: Theme.landscape ? 232 : Theme.elder && Theme.low ? 260 : Theme.elder || Theme.low ? 320 : 380
        content: page.model.code
        caption: qsTr("打开手机扫一扫")
    }

    StatusStrip {
        objectName: "strip"
        visible: page.model.paid || page.waiting
        text: !page.model.paid ? qsTr("正在等您付款") : page.model.late ? qsTr("收到了，晚了一点，不用再付") : qsTr("收到了，谢谢")
        mood: page.model.paid ? "done" : "waiting"
    }

    StatePanel {
        visible: page.later
        icon: "wifioff"
        mood: "warn"
        title: qsTr("网络断了，现在付不了")
        sentence: qsTr("先提交，来取的时候再付，不耽误。")
    }

    Loader {
        active: !Theme.low && page.mayWait
        visible: active
        width: Theme.contentWidth
        height: Theme.length(150)
        sourceComponent: laterWay
    }
}
