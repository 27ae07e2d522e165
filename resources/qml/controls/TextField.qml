pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// One line of typing. inputKind: text, code (letters and digits), phone, number, money, id, plate (text before its first
// character, code after it). `unit` stands behind a figure; `offers` are characters for one touch. `edited` at each change, `fieldLeft` when the finger goes elsewhere.
FocusScope {
    id: root

    property alias label: head.text
    property alias text: input.text
    property string placeholder: ""
    property string error: ""
    property string inputKind: "text"
    property string masked: ""
    property string source: ""
    property string unit: ""
    property list<string> offers
    property bool locked: false
    property int maximumLength: 60
    readonly property bool focused: input.activeFocus
    readonly property int inputHints: hints()
    readonly property bool covered: masked !== "" && !focused
    // Not while somebody types; but what is told with the finger still in the field (after 下一步) is seen at once.
    readonly property string said: !focused || toldHere ? error : ""
    property bool toldHere: false

    signal edited(string text)
    signal fieldLeft
    signal accepted

    // Sensitive: the Pinyin engine learns no word from one person that it could offer to the next.
    function hints() {
        switch (root.inputKind) {
        case "phone":
        case "number":
        case "id":
        case "money":
            return Qt.ImhDigitsOnly | Qt.ImhSensitiveData
        case "plate":
            if (input.text === "")
                return Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
            return Qt.ImhLatinOnly | Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase | Qt.ImhSensitiveData | (input.text.length > 1 ? Qt.ImhPreferNumbers : 0)
        case "code":
            return Qt.ImhLatinOnly | Qt.ImhNoPredictiveText | Qt.ImhPreferNumbers | Qt.ImhPreferUppercase | Qt.ImhSensitiveData
        default:
            return Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
        }
    }

    // Enter leaves the line but not its scope: focus given to the scope alone would come to nobody the next time.
    function take() {
        input.forceActiveFocus()
    }

    onErrorChanged: toldHere = focused
    onFocusedChanged: toldHere = false
    implicitWidth: Theme.contentWidth
    implicitHeight: head.height + Theme.gap8 + box.height + (offered.visible ? Theme.gap16 + offered.height : 0)
    height: implicitHeight

    FieldLabel {
        id: head

        width: parent.width
        lit: root.focused
        error: root.said
    }

    Panel {
        id: box

        anchors.top: head.bottom
        anchors.topMargin: Theme.gap8
        width: parent.width
        height: root.focused ? Theme.fieldHeightActive : Theme.fieldHeight
        radius: Theme.radiusField
        color: root.locked ? Theme.sunken : Theme.surface
        edgeColor: root.said !== "" ? Theme.bad : root.focused ? Theme.brand : Theme.edge
        edgeWidth: root.focused || root.error !== "" ? Theme.strongEdgeWidth : Theme.edgeWidth

        MouseArea {
            anchors.fill: parent
            enabled: !root.locked
            onClicked: {
                input.forceActiveFocus()
                input.cursorPosition = input.text.length
                InputMethod.show()
            }
        }

        AppText {
            anchors.fill: input
            visible: root.covered || (input.text === "" && input.preeditText === "")
            text: root.covered ? root.masked : root.placeholder
            color: root.covered ? Theme.ink : Theme.ink3
            elide: Text.ElideRight
        }

        TextInput {
            id: input

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap32
            anchors.right: tail.left
            anchors.rightMargin: Theme.gap16
            height: parent.height
            focus: true
            enabled: !root.locked
            opacity: root.covered ? 0 : 1
            verticalAlignment: TextInput.AlignVCenter
            clip: true
            font.family: Theme.family
            font.pixelSize: root.focused ? Theme.buttonSize : Theme.bodySize
            color: Theme.ink
            selectionColor: Theme.tint
            selectedTextColor: Theme.ink
            renderType: TextInput.NativeRendering
            maximumLength: root.maximumLength
            inputMethodHints: root.inputHints
            activeFocusOnTab: true
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label
            cursorDelegate: Rectangle {
                width: Theme.gap4
                visible: input.cursorVisible
                color: Theme.brand
            }
            onTextEdited: {
                root.toldHere = false
                root.edited(text)
            }
            onActiveFocusChanged: if (!activeFocus)
                root.fieldLeft()
            onAccepted: {
                root.accepted()
                focus = false
            }
        }

        Row {
            id: tail

            anchors.right: parent.right
            anchors.rightMargin: Theme.gap8
            height: parent.height

            Pressable {
                objectName: "idX"
                visible: root.focused && root.inputKind === "id" && input.text.length === 17
                width: Theme.touch
                height: parent.height
                label: "X"
                frameRadius: Theme.radiusField
                onClicked: input.insert(input.length, "X")

                AppText {
                    anchors.centerIn: parent
                    text: "X"
                    kind: "button"
                    color: Theme.brand
                }
            }

            Pressable {
                objectName: "clear"
                visible: root.focused && (input.text !== "" || input.preeditText !== "")
                width: Theme.touch
                height: parent.height
                label: qsTr("清除")
                frameRadius: Theme.radiusField
                onClicked: {
                    input.clear()
                    root.edited("")
                }

                Icon {
                    anchors.centerIn: parent
                    name: "x"
                    color: Theme.ink2
                }
            }

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.unit !== ""
                rightPadding: Theme.gap24
                text: root.unit
                color: Theme.ink2
            }

            SourceMark {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.locked
                rightPadding: Theme.gap24
                text: root.source
            }
        }
    }

    Flow {
        id: offered

        anchors.top: box.bottom
        anchors.topMargin: Theme.gap16
        width: parent.width
        visible: root.offers.length > 0 && !root.locked && (root.focused || (!Theme.landscape && input.text === ""))
        spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

        Repeater {
            model: root.offers

            Pressable {
                id: offer

                required property string modelData

                objectName: "offer_" + modelData
                width: Math.floor((offered.width - 7 * offered.spacing) / 8)
                height: Theme.smallButtonHeight
                label: modelData
                frameRadius: Theme.radiusTag
                activeFocusOnTab: false
                onClicked: {
                    input.insert(input.length, modelData)
                    root.edited(input.text)
                    input.forceActiveFocus()
                    InputMethod.show()
                }

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusTag
                    color: offer.pressed ? Theme.surfacePressed : Theme.surface
                    edgeColor: Theme.edge
                    edgeWidth: Theme.edgeWidth
                }

                AppText {
                    anchors.centerIn: parent
                    text: offer.modelData
                    Accessible.ignored: true
                }
            }
        }
    }
}
