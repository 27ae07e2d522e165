pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Several lines of typing that grow with what is written. `edited` at each change, `fieldLeft` when the finger goes elsewhere.
FocusScope {
    id: root

    property alias label: head.text
    property alias text: input.text
    property string placeholder: ""
    property string error: ""
    property int maximumLength: 500
    readonly property bool focused: input.activeFocus
    readonly property string said: !focused || toldHere ? error : ""
    property bool toldHere: false
    readonly property int leastHeight: Theme.low ? Theme.fieldHeight * (Theme.elder && focused ? 1.1 : 1.5) : Theme.fieldHeight * 2
    readonly property int mostHeight: Theme.low ? leastHeight : Theme.fieldHeight * 3

    signal edited(string text)
    signal fieldLeft

    function bringIntoView(line: rect) {
        if (line.y < view.contentY)
            view.contentY = line.y
        else if (line.y + line.height > view.contentY + view.height)
            view.contentY = line.y + line.height - view.height
    }

    onErrorChanged: toldHere = focused
    onFocusedChanged: toldHere = false
    implicitWidth: Theme.contentWidth
    implicitHeight: head.height + Theme.gap8 + box.height
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
        height: Math.max(root.leastHeight, Math.min(root.mostHeight, input.height + 2 * Theme.gap24))
        radius: Theme.radiusField
        edgeColor: root.said !== "" ? Theme.bad : root.focused ? Theme.brand : Theme.edge
        edgeWidth: root.focused || root.error !== "" ? Theme.strongEdgeWidth : Theme.edgeWidth

        MouseArea {
            anchors.fill: parent
            onClicked: mouse => {
                input.forceActiveFocus()
                const spot = mapToItem(input, mouse.x, mouse.y)
                input.cursorPosition = input.positionAt(spot.x, spot.y)
                InputMethod.show()
            }
        }

        AppText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.gap32
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap32
            anchors.top: parent.top
            anchors.topMargin: Theme.gap24
            visible: input.text === "" && input.preeditText === ""
            text: root.placeholder
            color: Theme.ink3
            elide: Text.ElideRight
        }

        Flickable {
            id: view

            anchors.fill: parent
            anchors.leftMargin: Theme.gap32
            anchors.rightMargin: Theme.gap32
            anchors.topMargin: Theme.gap24
            anchors.bottomMargin: Theme.gap24
            contentWidth: width
            contentHeight: input.height
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            clip: true

            TextEdit {
                id: input

                width: view.width
                focus: true
                wrapMode: TextEdit.Wrap
                textFormat: TextEdit.PlainText
                font.family: Theme.family
                font.pixelSize: Theme.bodySize
                color: Theme.ink
                selectionColor: Theme.tint
                selectedTextColor: Theme.ink
                renderType: TextEdit.NativeRendering
                inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData | Qt.ImhMultiLine
                Accessible.role: Accessible.EditableText
                Accessible.name: root.label
                cursorDelegate: Rectangle {
                    width: Theme.gap4
                    visible: input.cursorVisible
                    color: Theme.brand
                }
                // A line of its own is what Enter makes; Tab goes on to the next field.
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus()
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus()
                activeFocusOnTab: true
                onCursorRectangleChanged: root.bringIntoView(cursorRectangle)
                onTextChanged: {
                    if (length > root.maximumLength)
                        remove(root.maximumLength, length)
                    if (!activeFocus)
                        return
                    root.toldHere = false
                    root.edited(text)
                }
                onActiveFocusChanged: if (!activeFocus)
                    root.fieldLeft()
            }
        }
    }
}
