pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// Who is it? First the staff number, on the keyboard; then the PIN, on number keys of its own that no keyboard sees.
Sheet {
    id: root

    required property var model
    property string title: qsTr("员工登录")
    property string help: ""

    readonly property bool asksNumber: root.open && !root.model.asksPin

    // The keyboard comes and goes with the number; the number keys of the PIN take its place.
    function follow() {
        if (root.asksNumber)
            Qt.callLater(line.begin)
        else
            line.end()
        if (Theme.landscape && root.open && root.model.asksPin)
            pad.forceActiveFocus()
    }

    objectName: "signIn"
    spacing: Theme.landscape ? Theme.gap16 : Theme.gap24
    Accessible.name: root.title
    onDismissed: root.model.close()
    onAsksNumberChanged: root.follow()
    Component.onCompleted: root.follow()

    Connections {
        target: root.model

        function onChanged() {
            if (line.text !== root.model.number)
                line.text = root.model.number
        }
    }

    AppText {
        width: parent.width
        text: root.title
        kind: "title"
        font.pixelSize: Theme.landscape ? Theme.titleSize : Theme.elder ? 70 : 54
    }

    // Over what can be touched: in the low layout nothing is pushed above the line.
    FieldLabel {
        objectName: "signInWords"
        width: parent.width
        visible: root.model.words !== ""
        error: root.model.words
    }

    AppText {
        width: parent.width
        visible: text !== "" && !root.model.asksPin && root.model.words === ""
        text: root.help
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    TextField {
        id: line

        function begin() {
            if (!root.asksNumber)
                return
            line.take()
            InputMethod.show()
        }

        function end() {
            line.focus = false
            InputMethod.hide()
        }

        objectName: "signInNumber"
        width: parent.width
        visible: !root.model.asksPin
        label: qsTr("工号")
        placeholder: qsTr("字母和数字")
        inputKind: "code"
        maximumLength: 32
        onEdited: text => root.model.editNumber(text)
        onAccepted: root.model.askPin()
    }

    Row {
        width: parent.width
        visible: root.model.asksPin
        spacing: Theme.gap16

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - change.width - Theme.gap16
            text: qsTr("工号 %1").arg(root.model.number)
            bold: true
            elide: Text.ElideRight
        }

        AppButton {
            id: change

            objectName: "signInChange"
            height: Theme.smallButtonHeight
            text: qsTr("改工号")
            enabled: !root.model.looking
            kind: "outline"
            textKind: "label"
            onClicked: root.model.changeNumber()
        }
    }

    PinDots {
        objectName: "pinDots"
        width: parent.width
        visible: root.model.asksPin
        count: root.model.pinLength
        hint: root.model.canType ? qsTr("输入 PIN") : ""
        error: root.model.words
    }

    PinPad {
        id: pad

        width: parent.width
        visible: root.model.asksPin
        enabled: root.model.canType
        onDigit: digit => root.model.typeDigit(digit)
        onErased: root.model.eraseDigit()
        onCleared: root.model.erasePin()
        onEntered: root.model.enter()
    }

    Row {
        width: parent.width
        spacing: Theme.gutter

        AppButton {
            id: cancel

            objectName: "signInCancel"
            width: Theme.backWidth
            text: qsTr("取消")
            onClicked: root.model.close()
        }

        AppButton {
            objectName: "signInEnter"
            width: parent.width - cancel.width - Theme.gutter
            text: !root.model.asksPin ? qsTr("下一步") : root.model.looking ? qsTr("正在核对…") : qsTr("登录")
            enabled: !root.model.asksPin || root.model.canType
            kind: "primary"
            onClicked: root.model.asksPin ? root.model.enter() : root.model.askPin()
        }
    }
}
