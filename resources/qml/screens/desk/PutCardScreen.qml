pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 刷证 at a desk: who came, for themselves or for somebody else, and what the reader does.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool another: model.forAnother

    title: page.another ? qsTr("先读代办人的身份证") : qsTr("把身份证放到读卡区")
    help: page.another ? qsTr("来的人先刷证、认脸，再登记没来的人。") : qsTr("人像朝上放平。听到“嘀”一声，再拿走。")
    spacing: Theme.gap16
    backText: qsTr("返回")
    backIcon: "left"
    note: qsTr("只用来办这件事。办完后，\n屏幕上不留信息。")
    onBack: page.model.goBack()

    ChoiceList {
        objectName: "ways"
        visible: page.model.ways.length > 0
        options: page.model.ways
        value: page.another ? "agent" : "self"
        onChosen: value => page.model.choose(value)
    }

    AppText {
        objectName: "inPerson"
        width: parent.width
        visible: page.model.inPerson !== ""
        text: page.model.inPerson
        color: Theme.ink2
    }

    StepTrouble {
        model: page.model
    }

    HintPanel {
        kind: "put_card"
        stage: page.model.read ? 3 : 0
        visible: !page.troubled
        height: 320
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled
        text: page.model.strip
        mood: page.model.read ? "done" : "waiting"
    }
}
