pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 视力: one E true to size on white; the operator enters where the person points, by the arrow keys or by touch.
CheckTest {
    id: test

    required property var model
    readonly property string ask: model.visionAsk
    readonly property var shown: model.optotype
    readonly property bool looking: test.ask === "eye" && test.shown.source !== undefined

    function takesKey(key) {
        if (test.ask === "glasses")
            return glasses.takesKey(key)
        const facing = ({
                [Qt.Key_Up]: "up",
                [Qt.Key_Right]: "right",
                [Qt.Key_Down]: "down",
                [Qt.Key_Left]: "left",
                [Qt.Key_0]: "",
                [Qt.Key_Space]: ""
            })[key]
        if (!test.looking || facing === undefined)
            return false
        test.model.point(facing)
        return true
    }

    AppText {
        objectName: "eye"
        width: parent.width - line.width
        text: test.looking ? qsTr("%1：%2，%3").arg(test.shown.eye).arg(test.shown.cover).arg(test.model.distance) : test.model.distance
        bold: test.looking
        color: test.looking ? Theme.brand : Theme.ink2
    }

    Pill {
        id: line

        objectName: "line"
        anchors.right: parent.right
        y: -Theme.gap4
        visible: test.looking
        mood: "waiting"
        text: test.looking ? qsTr("%1 这一行").arg(test.shown.line) : ""
    }

    TwoAnswers {
        id: glasses

        y: 200
        width: parent.width
        visible: test.ask === "glasses"
        question: qsTr("戴眼镜或隐形眼镜看吗？")
        first: qsTr("戴")
        second: qsTr("不戴")
        onChosen: first => test.model.tellGlasses(first)
    }

    Image {
        objectName: "optotype"
        x: Math.round((test.width - width) / 2)
        y: 40 + Math.round((560 - height) / 2)
        visible: test.looking
        source: test.looking ? test.shown.source : ""
        cache: false
        Accessible.ignored: true
    }

    Row {
        id: buttons

        y: 616
        anchors.horizontalCenter: parent.horizontalCenter
        visible: test.looking
        spacing: Theme.gap12

        Repeater {
            model: [
                ["left", qsTr("左")],
                ["up", qsTr("上")],
                ["down", qsTr("下")],
                ["right", qsTr("右")],
                ["", qsTr("看不清")]
            ]

            AppButton {
                required property var modelData

                objectName: "point_" + modelData[0]
                width: 140
                iconName: modelData[0]
                text: modelData[1]
                onClicked: test.model.point(modelData[0])
            }
        }
    }

    AppText {
        anchors.left: buttons.left
        y: buttons.y + buttons.height + Theme.gap12
        visible: test.looking
        text: test.model.reach !== "" ? test.model.reach : qsTr("按方向键；看不清按 0")
        width: buttons.width - (blind.visible ? blind.width + Theme.gap24 : 0)
        kind: "label"
        color: test.model.reach !== "" ? Theme.warn : Theme.ink2
        wrapMode: Text.Wrap
        maximumLineCount: 2
    }

    LinkButton {
        id: blind

        objectName: "blind"
        anchors.right: buttons.right
        y: buttons.y + buttons.height + Theme.gap4
        visible: test.looking && test.model.mayBeBlind
        text: qsTr("这只眼看不见")
        onClicked: test.model.tellBlind()
    }

    StatePanel {
        y: 160
        width: parent.width
        visible: test.ask === "reach"
        icon: "eye"
        mood: "warn"
        title: qsTr("离屏幕太近，测不了")
        sentence: test.model.reach
    }
}
