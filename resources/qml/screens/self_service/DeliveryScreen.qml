pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 寄送: mailed, the slip filled in on the phone, or collected.
StepPage {
    id: page

    required property var model
    readonly property bool mailing: model.chosen === "mail" && model.mood !== "troubled"
    readonly property bool filled: model.filled

    title: page.filled ? qsTr("寄到这里") : page.mailing ? qsTr("用手机填地址") : qsTr("办好了怎么拿？")
    help: page.filled ? qsTr("看一眼，对了就下一步。") : page.mailing ? qsTr("扫码打开，填好这里就有。") : qsTr("选一个，都不耽误。")
    backText: qsTr("上一步")
    primaryText: page.filled ? qsTr("下一步") : ""
    primaryIcon: "right"
    note: page.filled ? "" : page.mailing ? qsTr("邮费到付。填好会自动显示。") : ""
    noteIcon: "truck"
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    StepScene {
        readonly property bool troubled: page.model.mood === "troubled"

        visible: !page.filled && !(Theme.low && troubled) && (!page.mailing || page.model.mood === "working")
        height: troubled ? Theme.elder ? 160 : 320 : Theme.elder && Theme.low ? 320 : Theme.hintHeight
        icon: troubled ? "wifioff" : "truck"
    }

    StepTrouble {
        model: page.model
    }

    WayCard {
        objectName: "deliver_mail"
        visible: !page.mailing && page.model.kinds.includes("mail")
        width: Theme.contentWidth
        name: qsTr("寄给我")
        hint: page.model.online ? qsTr("用手机扫码填地址，邮费到付") : qsTr("网络断了，现在寄不了")
        icon: "truck"
        available: page.model.online
        tag: page.model.online ? "" : qsTr("联网后可办")
        tagMood: "none"
        arrow: page.model.online
        onClicked: page.model.choose("mail")
    }

    WaitingPanel {
        visible: page.mailing && page.model.mood === "working"
        icon: "qr"
        title: qsTr("正在取寄递码")
        sentence: qsTr("一两秒就好。")
    }

    QrPanel {
        visible: page.mailing && page.model.code !== "" && !page.filled
        size: Theme.low ? 320 : Theme.elder ? 400 : 560
        content: page.model.code
        caption: qsTr("手机扫一扫，填收件地址")
    }

    StatusStrip {
        objectName: "strip"
        visible: page.mailing && page.model.code !== "" && !page.filled
        text: qsTr("正在等您填好")
        mood: "waiting"
    }

    WayCard {
        objectName: "deliver_collect"
        visible: !page.filled && page.model.kinds.includes("collect")
        width: Theme.contentWidth
        height: page.mailing ? 150 : Theme.otherWayHeight
        name: page.mailing ? qsTr("不寄了，自己来取") : qsTr("自己来取")
        hint: qsTr("带上凭条和身份证")
        icon: "home"
        arrow: true
        onClicked: page.model.choose("collect")
    }

    AppCard {
        visible: page.filled
        padding: Theme.gap8
        spacing: 0

        Repeater {
            model: [[qsTr("收件人"), page.model.slip.recipient], [qsTr("手机"), page.model.slip.phone], [qsTr("地址"), page.model.slip.address]]

            ReviewRow {
                required property var modelData
                required property int index

                x: Theme.gap24
                width: parent.width - 2 * Theme.gap24
                label: modelData[0]
                value: modelData[1] ?? ""
                editable: false
                last: index === 2
            }
        }
    }

    AppButton {
        objectName: "fill_again"
        visible: page.filled
        width: parent.width
        kind: "outline"
        text: qsTr("地址不对，重新填")
        iconName: "undo"
        onClicked: page.model.choose("mail")
    }
}
