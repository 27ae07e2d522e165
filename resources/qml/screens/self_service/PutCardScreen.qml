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
    readonly property bool another: model.forAnother

    title: page.another ? qsTr("先放您自己的身份证") : qsTr("把身份证放到读卡区")
    help: page.another ? qsTr("您先刷证、认脸，再说替谁办。") : Theme.elder ? qsTr("人像朝上放平，听到“嘀”再拿走") : qsTr("人像朝上放平。听到“嘀”一声，再拿走。")
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
        visible: !page.troubled && !page.model.read && !page.model.mayAct && !Theme.low
        text: qsTr("没带身份证？")
        kind: "button"
    }

    Row {
        visible: !page.troubled && !page.model.read
        spacing: Theme.gutter

        WayCard {
            objectName: page.another ? "way_self" : "way_agent"
            visible: page.model.mayAct
            width: (Theme.contentWidth - Theme.gutter) / 2
            height: help.height
            name: page.another ? qsTr("给自己办") : qsTr("替别人办")
            hint: page.another ? qsTr("不替别人了") : qsTr("他没空来，您来办")
            icon: page.another ? "user" : "users"
            onClicked: page.model.choose(page.another ? "self" : "agent")
        }

        WayCard {
            id: help

            objectName: "find_help"
            width: page.model.mayAct ? (Theme.contentWidth - Theme.gutter) / 2 : Theme.contentWidth
            height: Theme.low ? 150 : Theme.otherWayHeight
            name: page.model.mayAct ? qsTr("没带证") : Theme.low ? qsTr("没带身份证？找人帮忙") : qsTr("找人帮忙")
            hint: page.model.mayAct ? qsTr("找人帮忙") : qsTr("工作人员看看能不能用别的证办")
            icon: "headset"
            arrow: !page.model.mayAct
            onClicked: page.model.callHelp()
        }
    }
}
