import QtQuick
import theme
import primitives

// 听力: a tone for one ear, then heard or not heard; without a speaker the tuning fork does it.
CheckTest {
    id: test

    required property var model
    readonly property bool listening: model.ear !== ""
    readonly property string sound: model.sound
    readonly property bool failed: sound === "failed"

    function takesKey(key) {
        return test.listening ? answers.takesKey(key) : aid.takesKey(key)
    }

    primaryText: !test.listening ? "" : test.sound === "" ? qsTr("放音") : test.sound === "playing" ? qsTr("正在放音") : test.failed ? qsTr("再试一次") : qsTr("再放一次")
    primaryEnabled: test.sound !== "playing"
    onPrimary: test.model.play()

    AppText {
        width: parent.width
        text: qsTr("音箱离耳 50 厘米，背对屏幕，听见了举手。")
        color: Theme.ink2
    }

    TwoAnswers {
        id: aid

        y: 200
        width: parent.width
        visible: !test.listening
        question: qsTr("戴助听器吗？")
        first: qsTr("戴")
        second: qsTr("不戴")
        onChosen: first => test.model.tellAid(first)
    }

    Column {
        y: 64
        width: parent.width
        visible: test.listening
        spacing: Theme.gap24

        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            size: 220
            round: true
            color: test.failed ? Theme.warnTint : Theme.tint
            iconName: "ear"
            iconColor: test.failed ? Theme.warn : Theme.brand
        }

        AppText {
            objectName: "ear"
            width: parent.width
            text: test.model.earName
            kind: "title"
            horizontalAlignment: Text.AlignHCenter
        }

        AppText {
            objectName: "sound"
            width: parent.width
            text: test.sound === "playing" ? qsTr("正在放音") : test.sound === "played" ? qsTr("放完了，听见了吗？") : test.failed ? qsTr("没放出声音。用音叉，在耳边 50 厘米敲响，再记听见没听见") : qsTr("准备好了按回车放音")
            bold: test.sound !== ""
            color: test.failed ? Theme.warn : test.sound === "" ? Theme.ink2 : Theme.brand
            horizontalAlignment: Text.AlignHCenter
        }
    }

    TwoAnswers {
        id: answers

        objectName: "answers"
        y: 480
        width: parent.width
        visible: test.listening
        inert: test.sound === ""
        first: qsTr("听见")
        second: qsTr("没听见")
        hint: answers.inert ? qsTr("先放音") : qsTr("听见按 1，没听见按 2")
        onChosen: first => test.model.hear(first)
    }
}
