pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// Who acts for the person above: masked like them, and shown in full with them.
Column {
    id: root

    property var agent: ({})
    readonly property var rows: root.agent.rows ?? []
    readonly property var tags: root.agent.tags ?? []

    visible: root.agent.name !== undefined
    spacing: Theme.gap8

    Divider {
        width: parent.width
    }

    AppText {
        topPadding: Theme.gap8
        text: qsTr("代办人")
        kind: "label"
        color: Theme.ink2
    }

    AppText {
        width: parent.width
        text: root.agent.name ?? ""
        bold: true
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.labelSize
    }

    Row {
        spacing: Theme.gap8

        Repeater {
            model: root.tags

            Pill {
                required property string modelData

                text: modelData
                mood: "done"
            }
        }
    }

    Repeater {
        model: root.rows.length

        Item {
            id: row

            required property int index
            readonly property var told: root.rows[index] ?? ({})

            width: root.width
            height: value.implicitHeight + Theme.gap8

            AppText {
                id: label

                width: 96
                text: row.told.label ?? ""
                kind: "label"
                color: Theme.ink2
            }

            AppText {
                id: value

                anchors.right: parent.right
                width: parent.width - label.width
                text: row.told.value ?? ""
                wrapMode: Text.WrapAnywhere
                maximumLineCount: 2
                horizontalAlignment: Text.AlignRight
            }
        }
    }
}
