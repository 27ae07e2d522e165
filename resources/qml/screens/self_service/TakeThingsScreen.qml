import QtQuick
import theme
import controls

// The sitting is over, but a card or a paper still lies there.
StepPage {
    id: page

    required property var model

    title: model.title
    help: qsTr("您的信息已从屏幕上清掉。")

    HintPanel {
        kind: page.model.drawing
        height: Theme.low ? 520 : Theme.hintHeight
    }

    StatusStrip {
        objectName: "strip"
        text: page.model.where
        mood: "waiting"
    }

    NoticePanel {
        objectName: "afterwards"
        visible: !Theme.low
        lines: [
            {
                icon: "clock",
                title: "",
                text: qsTr("没人来拿，会记下来，交工作人员保管")
            }
        ]
    }
}
