import QtQuick
import controls
import "../shared"

// From 提交 to the papers: saving, the centre's word, the printers, each in words and with a bar.
StepPage {
    id: page

    required property var model
    readonly property string stage: model.stage
    readonly property bool printing: model.mood !== "troubled" && (stage === "receipt" || stage === "certificate")
    property int tenths: 0

    title: page.model.mood === "troubled" ? qsTr("先别走") : page.stage === "saving" || page.stage === "centre" ? qsTr("正在提交") : qsTr("正在打印")
    help: page.model.number === "" ? "" : qsTr("办件编号 %1").arg(page.model.number)
    onStageChanged: page.tenths = 0

    HintPanel {
        visible: page.printing
        kind: "take_paper"
    }

    StepScene {
        visible: !page.printing
        icon: page.model.mood === "troubled" ? "alert" : page.stage === "centre" ? "cloud" : "lock"
    }

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        objectName: "waiting"
        visible: page.model.mood !== "troubled"
        icon: page.stage === "saving" ? "lock" : page.stage === "centre" ? "cloud" : "printer"
        title: page.model.words
        sentence: page.late ? qsTr("比平时慢一点，还在办。着急就找人帮忙。") : page.stage === "centre" ? qsTr("已经存在本机，丢不了。") : qsTr("别走开，好了会叫您。")
        progress: page.model.expectedSeconds > 0 ? Math.min(0.95, page.tenths / 10 / page.model.expectedSeconds) : -1
        primaryText: page.late ? qsTr("找人帮忙") : ""
        onPrimary: page.model.callHelp()
    }

    readonly property bool late: page.model.expectedSeconds > 0 && page.tenths / 10 > 2 * page.model.expectedSeconds

    Timer {
        interval: 100
        repeat: true
        running: page.model.expectedSeconds > 0
        onTriggered: page.tenths += 1
    }
}
