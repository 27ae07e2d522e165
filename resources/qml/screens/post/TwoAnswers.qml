import QtQuick
import theme
import primitives
import controls

// A question with two answers of the same weight, by touch or by the keys 1 and 2. `inert`: not to be answered yet.
Column {
    id: root

    property string question: ""
    property string hint: ""
    property string first: ""
    property string second: ""
    property bool inert: false

    signal chosen(bool first)

    function takesKey(key) {
        if (root.inert || !root.visible || (key !== Qt.Key_1 && key !== Qt.Key_2))
            return false
        root.chosen(key === Qt.Key_1)
        return true
    }

    spacing: Theme.gap16

    AppText {
        width: parent.width
        visible: text !== ""
        text: root.question
        kind: "heading"
        horizontalAlignment: Text.AlignHCenter
    }

    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.gap24

        AppButton {
            objectName: "first"
            width: 240
            enabled: !root.inert
            text: root.first
            onClicked: root.chosen(true)
        }

        AppButton {
            objectName: "second"
            width: 240
            enabled: !root.inert
            text: root.second
            onClicked: root.chosen(false)
        }
    }

    AppText {
        width: parent.width
        text: root.hint !== "" ? root.hint : qsTr("按 1 或 2")
        kind: "label"
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
    }
}
