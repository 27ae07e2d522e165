pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 辨色: one plate large; what the person reads is entered by its digit, 0 where nothing is read. Who misses the first
// plate, which everybody reads, is told so and begins anew.
CheckTest {
    id: test

    required property var model
    readonly property var shown: model.plate
    readonly property var choices: shown.choices ?? []
    readonly property bool invalid: model.colourInvalid

    function takesKey(key) {
        const digit = key - Qt.Key_0
        if (test.invalid || (digit !== 0 && !test.choices.includes(String(digit))))
            return false
        test.model.namePlate(digit === 0 ? "" : String(digit))
        return true
    }

    primaryText: test.invalid ? qsTr("重测") : ""
    onPrimary: test.model.repeat("colour")

    AppText {
        width: parent.width
        visible: !test.invalid
        text: qsTr("离屏幕一臂远，问图里是几。不提示，不催。")
        color: Theme.ink2
    }

    Image {
        objectName: "plate"
        x: Math.round((test.width - width) / 2)
        y: 44
        width: 556
        height: 556
        visible: !test.invalid
        sourceSize: Qt.size(556, 556)
        source: test.shown.source ?? ""
        cache: false
        Accessible.ignored: true
    }

    Row {
        id: answers

        y: 616
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !test.invalid
        spacing: Theme.gap12

        Repeater {
            model: [...test.choices, ""]

            AppButton {
                required property string modelData

                objectName: "plate_" + modelData
                width: 140
                text: modelData === "" ? qsTr("看不出") : modelData
                textKind: modelData === "" ? "button" : "title"
                onClicked: test.model.namePlate(modelData)
            }
        }
    }

    AppText {
        anchors.left: answers.left
        y: answers.y + answers.height + Theme.gap12
        visible: !test.invalid
        text: qsTr("按数字键；看不出按 0")
        kind: "label"
        color: Theme.ink2
    }

    StatePanel {
        y: 160
        width: parent.width
        visible: test.invalid
        icon: "drops"
        mood: "warn"
        title: qsTr("第 1 图没读对，这次不算")
        sentence: qsTr("这张图人人都看得出。再说一遍怎么答，看清屏幕，按回车重测；再读不对就不下结论，由人判断。")
    }
}
