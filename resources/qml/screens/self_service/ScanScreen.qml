import QtQuick
import theme
import primitives
import controls
import "../shared"

// 扫码进入: where to hold the code, what the scanner does in words, and the ways that need no code.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property var seen: model.seen

    title: qsTr("把码对准扫码口")
    help: Theme.elder ? qsTr("凭条、证明上的码都行") : qsTr("凭条、证明上的码都行。离一个手掌远，别晃。")
    spacing: Theme.elder ? Theme.gap16 : Theme.gutter
    backText: qsTr("返回")
    backIcon: "left"
    primaryText: page.model.canCheck ? qsTr("查真假") : ""
    primaryIcon: "shield"
    note: page.model.canCheck ? "" : Theme.elder ? qsTr("您离开后，\n屏幕上不留") : qsTr("只用来找您的事。您离开后，\n屏幕上不留。")
    onBack: page.model.goBack()
    onPrimary: page.model.check()

    HintPanel {
        visible: !Theme.low || !page.troubled && !(Theme.elder && page.seen.title !== undefined)
        kind: "scan_code"
        height: Theme.low ? 400 : Theme.elder && page.troubled ? 560 : Theme.hintHeight
    }

    StepTrouble {
        model: page.model
    }

    StatePanel {
        objectName: "seen"
        visible: page.seen.title !== undefined
        mood: page.seen.mood ?? "warn"
        icon: page.seen.icon ?? ""
        title: page.seen.title ?? ""
        sentence: page.seen.text ?? ""
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled && page.seen.title === undefined
        text: qsTr("正在等您的码")
        mood: "waiting"
    }

    AppText {
        visible: !page.troubled && !page.model.canCheck && !Theme.low
        text: qsTr("没带凭条？")
        kind: "button"
    }

    Row {
        visible: !page.model.canCheck
        spacing: Theme.gutter

        WayCard {
            objectName: "track"
            width: (Theme.contentWidth - Theme.gutter) / 2
            height: Theme.low ? 150 : Theme.otherWayHeight
            name: qsTr("按编号查")
            hint: qsTr("自己填编号")
            icon: "progress"
            onClicked: page.model.track()
        }

        WayCard {
            objectName: "card"
            width: (Theme.contentWidth - Theme.gutter) / 2
            height: Theme.low ? 150 : Theme.otherWayHeight
            name: qsTr("刷身份证")
            hint: qsTr("看全部办件")
            icon: "idcard"
            onClicked: page.model.putCard()
        }
    }
}
