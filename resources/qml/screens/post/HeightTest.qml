import QtQuick
import theme
import primitives
import controls

// 身高: typed from the rule on the wall.
CheckTest {
    id: test

    required property var model

    primaryText: qsTr("记下")
    onPrimary: test.model.tellHeight(field.text)

    AppText {
        width: parent.width
        text: qsTr("脱鞋，背靠身高尺站直。")
        color: Theme.ink2
    }

    TextField {
        id: field

        objectName: "height"
        y: 160
        width: 420
        anchors.horizontalCenter: parent.horizontalCenter
        label: qsTr("身高（厘米）")
        placeholder: qsTr("像 172")
        inputKind: "number"
        maximumLength: 5
        focus: true
        error: test.model.heightError
        onAccepted: test.model.tellHeight(field.text)
        Component.onCompleted: field.forceActiveFocus()
    }
}
