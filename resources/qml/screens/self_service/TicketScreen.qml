import QtQuick
import theme
import primitives
import controls
import "../shared"

// 取号: whether somebody is to be preferred, then the number, large enough to remember, and its slip.
StepPage {
    id: page

    required property var model
    readonly property bool asking: model.mood === "asking"
    readonly property bool working: model.mood === "working"
    readonly property bool taken: model.number !== ""
    readonly property var paper: model.paper
    readonly property bool lateInTitle: model.late && Theme.low // there the number and its slip fill what can be reached

    title: page.taken ? qsTr("这是您的号") : page.asking ? qsTr("取个号，到窗口办") : page.working ? qsTr("正在取号") : qsTr("到窗口办")
    help: page.lateInTitle ? qsTr("约的时间过了，按现在的顺序叫您。") : page.model.item
    backText: page.working || page.taken ? "" : page.asking ? qsTr("上一步") : qsTr("返回")
    primaryText: page.asking ? qsTr("取号") : page.taken && !page.model.printing ? qsTr("好了") : ""
    primaryIcon: page.asking ? "ticket" : ""
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    ChoiceList {
        objectName: "priorities"
        visible: page.asking
        label: qsTr("要优先吗？自己说了算，不选也行")
        options: page.model.priorities
        value: page.model.priority
        onChosen: value => page.model.choosePriority(value)
    }

    WaitingPanel {
        objectName: "waiting"
        visible: page.working
        icon: "ticket"
        title: qsTr("正在取号，约 2 秒")
        sentence: qsTr("取好就打小票。")
    }

    StepTrouble {
        model: page.model
    }

    AppCard {
        objectName: "number"
        visible: page.taken
        spacing: Theme.gap8

        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.model.number
            kind: "display"
            font.pixelSize: (Theme.low && Theme.elder ? 1.4 : 2) * Theme.displaySize
            color: Theme.brand
        }

        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.model.ahead
            kind: "heading"
        }

        AppText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.model.wait
            color: Theme.ink2
        }
    }

    StatePanel {
        objectName: "late"
        visible: page.model.late && !page.lateInTitle
        mood: "warn"
        icon: "clock"
        title: qsTr("约的时间过了")
        sentence: qsTr("按现在的顺序叫您。")
    }

    WaitingPanel {
        visible: page.taken && page.model.printing
        icon: "printer"
        title: qsTr("正在打小票")
        sentence: qsTr("听到叫号，就到说的那个窗口。")
    }

    AmberPanel {
        objectName: "paper"
        visible: page.paper.drawing === "take_paper"
        title: page.paper.title ?? ""
        text: page.paper.text ?? ""
        icon: page.paper.icon ?? ""
        drawing: "take_paper"
    }

    StatePanel {
        objectName: "noPaper"
        visible: page.paper.drawing === ""
        mood: "warn"
        icon: page.paper.icon ?? ""
        title: page.paper.title ?? ""
        sentence: page.paper.text ?? ""
    }
}
