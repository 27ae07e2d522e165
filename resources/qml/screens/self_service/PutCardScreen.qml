import QtQuick
import theme
import primitives
import controls
import "../shared"

// 把身份证放到读卡区: the hint, what the reader does in words, and a person for those who have no card with them.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"

    title: qsTr("把身份证放到读卡区")
    help: Theme.elder ? qsTr("人像朝上放平，听到“嘀”再拿走") : qsTr("人像朝上放平。听到“嘀”一声，再拿走。")
    spacing: Theme.elder ? Theme.gap16 : Theme.gutter
    backText: qsTr("返回")
    backIcon: "left"
    note: Theme.elder ? qsTr("只用来办这件事，\n屏幕上不留信息") : qsTr("只用来办这件事。您离开后，\n屏幕上不留您的信息。")
    onBack: page.model.goBack()

    HintPanel {
        kind: "put_card"
        stage: page.model.read ? 3 : 0
        height: Theme.low ? 400 : Theme.hintHeight
    }

    StepTrouble {
        model: page.model
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled
        text: page.model.strip
        mood: page.model.read ? "done" : "waiting"
    }

    AppText {
        visible: !page.troubled && !page.model.read && !Theme.low
        text: qsTr("没带身份证？")
        kind: "button"
    }

    WayCard {
        objectName: "find_help"
        visible: !page.troubled && !page.model.read
        width: Theme.contentWidth
        height: Theme.low ? 150 : Theme.otherWayHeight
        name: Theme.low ? qsTr("没带身份证？找人帮忙") : qsTr("找人帮忙")
        hint: qsTr("工作人员看看能不能用别的证办")
        icon: "headset"
        arrow: true
        onClicked: page.model.callHelp()
    }
}
