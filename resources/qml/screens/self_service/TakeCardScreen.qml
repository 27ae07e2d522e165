import QtQuick
import theme
import controls

// The sitting is over, but the card still lies there.
StepPage {
    id: page

    required property var model

    title: qsTr("请拿走身份证")
    help: qsTr("您的信息已从屏幕上清掉。")

    HintPanel {
        kind: "take_card"
        height: Theme.low ? 520 : Theme.hintHeight
    }

    StatusStrip {
        objectName: "strip"
        text: qsTr("身份证还在读卡区")
        mood: "waiting"
    }
}
