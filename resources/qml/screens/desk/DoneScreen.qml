import QtQuick
import theme
import primitives
import controls
import "../shared"

// 受理 and 出件 at a desk: what came of the case, what comes next, the papers; a clerk with the right decides it here.
StepPage {
    id: page

    required property var model
    property var desk: null
    readonly property var papers: page.desk.papers
    readonly property var taken: model.papers
    readonly property var result: page.papers.result
    readonly property string stage: page.papers.stage
    readonly property bool asking: page.papers.refusing && page.stage === "reason"

    titleVisible: false
    backText: page.papers.working || model.isPrinting ? "" : page.papers.refusing ? qsTr("返回") : model.canPrintAgain ? qsTr("再打一次") : qsTr("再办一件")
    backIcon: page.papers.refusing ? "" : model.canPrintAgain ? "printer" : "plus"
    primaryText: page.papers.working ? "" : page.papers.refusing ? (page.asking ? qsTr("下一步") : qsTr("确定不予办理")) : page.papers.mayDecide ? qsTr("办结") : qsTr("完成")
    primaryEnabled: !page.asking || reason.text.trim() !== ""
    reason: qsTr("写明原因才能往下")
    onBack: page.papers.refusing ? page.papers.goBack() : page.model.canPrintAgain ? page.model.printAgain() : page.model.another()
    onPrimary: page.asking ? page.papers.giveReason(reason.text) : page.papers.refusing ? page.papers.confirm() : page.papers.mayDecide ? page.papers.complete() : page.model.goOn()
    onAskingChanged: if (page.asking)
        reason.take()

    ResultHead {
        objectName: "result"
        visible: !page.papers.refusing
        title: page.result.title ?? ""
        text: page.result.text ?? ""
        mood: page.result.mood ?? "done"
        icon: page.result.icon ?? "check"
    }

    DeskStrip {
        objectName: "spared"
        visible: !page.papers.refusing && page.model.spared !== ""
        text: page.model.spared
    }

    AppointmentCard {
        objectName: "appointment"
        visible: !page.papers.refusing && page.model.appointment.when !== undefined
        told: page.model.appointment
    }

    StatePanel {
        objectName: "refused"
        visible: page.model.refused !== ""
        mood: "bad"
        icon: "info"
        title: page.model.title
        sentence: page.model.refused
    }

    TimelineCard {
        visible: !page.papers.refusing && page.stage === ""
        rows: page.model.timeline
    }

    AmberPanel {
        objectName: "papers"
        visible: !page.papers.refusing && page.taken.title !== undefined
        title: page.taken.title ?? ""
        text: page.taken.text ?? ""
        icon: page.taken.icon ?? ""
        drawing: page.taken.drawing ?? "take_card"
    }

    Column {
        visible: page.papers.refusing
        width: Theme.contentWidth
        spacing: Theme.gap16

        AppText {
            text: page.asking ? qsTr("为什么不予办理？") : qsTr("确定不予办理吗？")
            kind: "title"
            Accessible.role: Accessible.Heading
        }

        AppText {
            width: parent.width
            text: page.asking ? qsTr("原因会报到中心，办件人查得到。写事实和依据。") : qsTr("定了不能改。原因：%1").arg(page.papers.reason)
            color: Theme.ink2
            wrapMode: Text.Wrap
        }

        TextField {
            id: reason

            objectName: "refusalReason"
            visible: page.asking
            width: parent.width
            label: qsTr("不予办理的原因")
            maximumLength: 200
            onVisibleChanged: if (visible)
                text = page.papers.reason
            onAccepted: if (text.trim() !== "")
                page.papers.giveReason(text)
        }
    }
}
