pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Big number keys for a PIN. They are no keyboard: what is pressed goes to whoever listens and is kept nowhere.
Grid {
    id: root

    readonly property real keyWidth: (width - (columns - 1) * columnSpacing) / columns
    property int keyHeight: Theme.padKeyHeight

    signal digit(int digit)
    signal erased
    signal cleared
    signal entered

    function press(key) {
        if (key === "clear")
            root.cleared()
        else if (key === "back")
            root.erased()
        else
            root.digit(Number(key))
    }

    // A desk has real keys: digits, Backspace and Enter do what the drawn ones do.
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            root.digit(event.key - Qt.Key_0)
        else if (event.key === Qt.Key_Backspace)
            root.erased()
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            root.entered()
        else
            return
        event.accepted = true
    }
    columns: 3
    columnSpacing: Theme.gap16
    rowSpacing: Theme.gap16

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "clear", "0", "back"]

        Pressable {
            id: key

            required property string modelData
            readonly property bool acts: modelData === "clear" || modelData === "back"

            objectName: "pin_" + modelData
            width: root.keyWidth
            height: root.keyHeight
            label: modelData === "clear" ? qsTr("清空") : modelData === "back" ? qsTr("退一格") : modelData
            frameRadius: Theme.radiusTag
            onClicked: root.press(modelData)

            Rectangle {
                anchors.fill: parent
                radius: Theme.radiusTag
                color: !key.enabled ? Theme.disabled : key.pressed ? Theme.keyPressed : key.acts ? Theme.keyDark : Theme.keyFace
                border.width: key.enabled ? Theme.edgeWidth : 0
                border.color: Theme.edge
            }

            AppText {
                anchors.centerIn: parent
                visible: key.modelData !== "back"
                text: key.label
                kind: key.acts ? "body" : "heading"
                bold: !key.acts
                color: key.enabled ? Theme.ink : Theme.ink3
            }

            Icon {
                anchors.centerIn: parent
                visible: key.modelData === "back"
                name: "backspace"
                color: key.enabled ? Theme.ink : Theme.ink3
                size: Theme.iconLarge
            }
        }
    }
}
