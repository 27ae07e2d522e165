import QtQuick
import theme
import primitives
import controls
import "../shared"

// The last page, in this order: result and number, what comes next, card and papers, evaluation, the way out.
StepPage {
    id: page

    required property var model
    readonly property var papers: model.papers
    readonly property bool booked: model.appointment.when !== undefined
    readonly property var beside: [model.acted, page.booked ? "" : model.spared].filter(line => line !== "")
    readonly property int crowding: Theme.elder ? beside.length : Theme.low ? Math.max(0, beside.length - 1) : 0
    readonly property int timelineRoom: (Theme.low ? 2 : 3) - crowding - (Theme.elder && Theme.english ? 1 : 0)

    titleVisible: false
    spacing: Theme.elder ? Theme.gap12 : Theme.gutter
    backText: model.isPrinting ? "" : model.canPrintAgain ? qsTr("再打一次") : qsTr("再办一件")
    backIcon: model.canPrintAgain ? "printer" : "plus"
    backWide: true
    backKind: "outline"
    primaryText: qsTr("完成，退出")
    onBack: page.model.canPrintAgain ? page.model.printAgain() : page.model.another()
    onPrimary: page.model.goOn()

    Item {
        id: place

        visible: !Theme.low
        width: parent.width
        height: read.height
    }

    Column {
        id: read

        // Only read: in the low layout it lies above the line, so that all there is to touch lies below it.
        parent: Theme.low ? page : place
        x: Theme.low ? Theme.margin : 0
        y: Theme.low ? Theme.lowLine - Theme.pageTop - height - Theme.gap24 : 0
        width: Theme.contentWidth
        spacing: page.spacing

        ResultHead {
            objectName: "result"
            title: page.model.title
            text: (page.model.atCentre ? qsTr("办件编号 %1").arg(page.model.number) : qsTr("本机编号 %1").arg(page.model.number)) + page.beside.map(line => "\n" + line).join("")
            mood: page.model.refused !== "" ? "bad" : page.model.atCentre ? "done" : "warn"
        }

        StatePanel {
            objectName: "refused"
            visible: page.model.refused !== ""
            mood: "bad"
            icon: "info"
            title: page.model.refused
            titleInMood: false
        }

        AppointmentCard {
            objectName: "appointment"
            visible: page.booked
            told: page.model.appointment
        }

        TimelineCard {
            visible: rows.length > 0 && page.timelineRoom > 0 && !(page.booked && (Theme.low || Theme.elder || !page.model.atCentre))
            rows: page.model.timeline.slice(-page.timelineRoom)
        }
    }

    AmberPanel {
        objectName: "papers"
        visible: page.papers.title !== undefined
        title: page.papers.title ?? ""
        text: (Theme.elder ? page.papers.brief : page.papers.text) ?? ""
        icon: page.papers.icon ?? ""
        drawing: page.papers.drawing ?? "take_card"
    }

    AppCard {
        visible: page.model.asksGrade
        padding: Theme.elder ? Theme.gap24 : Theme.cardPadding
        spacing: Theme.gap12

        AppText {
            width: parent.width
            text: page.model.grade > 0 ? qsTr("谢谢，记下了") : qsTr("这次办得怎么样？")
            kind: "heading"
        }

        AppText {
            width: parent.width
            visible: !Theme.elder && !Theme.low && page.model.grade === 0 && !(Theme.english && page.beside.length > 1)
            text: qsTr("自愿评价，只记这一次")
            kind: "label"
            color: Theme.ink2
        }

        GradeRow {
            width: parent.width
            enabled: page.model.grade === 0
            grade: page.model.grade
            onChosen: grade => page.model.giveGrade(grade)
        }

        AppText {
            width: parent.width
            visible: !Theme.elder && !Theme.low && page.model.grade === 0 && page.beside.length === 0 && !page.booked
            text: qsTr("选“不满意”会请您说说原因，有专人回访")
            kind: "small"
            color: Theme.ink2
            wrapMode: Text.Wrap
        }
    }
}
