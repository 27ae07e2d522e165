pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// One case: how it stands, what an office answered or asks for, what happened, what comes next, and the act that fits.
StepPage {
    id: page

    required property var model
    readonly property var notice: model.notice
    readonly property var paper: model.paper
    readonly property var offices: model.offices
    readonly property bool busy: model.stage !== ""
    readonly property bool asking: model.asksToCancel

    title: page.model.name
    help: qsTr("编号 %1").arg(page.model.number)
    backText: page.busy ? "" : page.asking ? qsTr("不取消") : qsTr("返回")
    backIcon: page.asking ? "" : "left"
    primaryText: page.asking ? qsTr("取消预约") : page.model.act === "correct" ? qsTr("现在补") : page.model.act === "print" ? qsTr("打印结果") : page.model.act === "card" ? qsTr("刷身份证") : ""
    primaryIcon: page.asking ? "" : page.model.act === "correct" ? "pen" : page.model.act === "print" ? "printer" : page.model.act === "card" ? "idcard" : ""
    note: page.busy ? "" : qsTr("离开后，屏幕上不留。")
    onBack: page.model.goBack()
    onPrimary: page.asking ? page.model.goOn() : page.model.act === "correct" ? page.model.correct() : page.model.act === "print" ? page.model.printResult() : page.model.putCard()

    WaitingPanel {
        objectName: "working"
        visible: page.busy
        icon: page.model.stage === "printing" ? "printer" : page.model.stage === "cancelling" ? "clock" : "cloud"
        title: page.model.stage === "cancelling" ? qsTr("正在取消预约") : page.model.stage === "printing" ? qsTr("正在打印结果，约 15 秒") : qsTr("存好了，正在提交")
        sentence: page.model.stage === "printing" ? qsTr("打好再走。") : qsTr("几秒就好。")
    }

    AmberPanel {
        objectName: "paper"
        visible: page.paper.title !== undefined
        title: page.paper.title ?? ""
        text: page.paper.text ?? ""
        drawing: "take_paper"
    }

    StatePanel {
        objectName: "notice"
        visible: !page.busy && page.notice.title !== undefined
        mood: page.notice.mood ?? "waiting"
        icon: page.notice.icon ?? ""
        title: page.notice.title ?? ""
        sentence: page.notice.text ?? ""
    }

    StatePanel {
        objectName: "askCancel"
        visible: page.asking
        mood: "warn"
        icon: "clock"
        title: qsTr("取消这个预约吗？")
        sentence: qsTr("取消后号让给别人。只想换时间，不用取消，点换时间就行。")
    }

    AppointmentCard {
        objectName: "appointment"
        visible: page.model.appointment.when !== undefined
        told: page.model.appointment
    }

    AppButton {
        objectName: "move"
        visible: page.model.mayMove && !page.asking && !page.busy
        width: parent.width
        kind: "outline"
        text: qsTr("换时间")
        iconName: "clock"
        onClicked: page.model.move()
    }

    AppButton {
        objectName: "cancel"
        visible: page.model.mayCancel && !page.asking && !page.busy
        width: parent.width
        kind: "outline"
        text: qsTr("来不了，取消预约")
        iconName: "x"
        onClicked: page.model.cancel()
    }

    AskedCard {
        rows: page.model.asked
        elsewhere: page.model.elsewhere
    }

    AppCard {
        objectName: "mailing"
        visible: page.model.mailing !== ""
        spacing: Theme.gap8

        AppText {
            text: qsTr("邮寄")
            kind: "heading"
        }

        AppText {
            width: parent.width
            text: page.model.mailing
            wrapMode: Text.Wrap
        }
    }

    AppCard {
        objectName: "answer"
        visible: page.model.answer !== ""
        spacing: Theme.gap8

        AppText {
            text: qsTr("答复")
            kind: "heading"
        }

        AppText {
            width: parent.width
            text: page.model.answer
            wrapMode: Text.Wrap
        }
    }

    AppText {
        objectName: "printed"
        width: parent.width
        visible: text !== ""
        text: page.model.printed
        kind: "label"
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Row {
        spacing: Theme.gap16

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("办到哪了")
            kind: "heading"
        }

        Pill {
            objectName: "status"
            anchors.verticalCenter: parent.verticalCenter
            text: page.model.status
            mood: page.model.statusMood
        }
    }

    PartsCard {
        rows: page.model.parts
    }

    TimelineCard {
        objectName: "story"
        rows: page.model.story
    }

    Column {
        width: parent.width
        visible: page.offices.length > 0

        Repeater {
            model: page.offices.length

            FactRow {
                required property int index
                readonly property var row: page.offices[index] ?? ({})

                objectName: "office_" + index
                label: row.label ?? ""
                value: row.value ?? ""
            }
        }
    }

    AppText {
        objectName: "gone"
        width: parent.width
        visible: text !== ""
        text: page.model.gone
        kind: "label"
        color: Theme.ink2
        wrapMode: Text.Wrap
    }
}
