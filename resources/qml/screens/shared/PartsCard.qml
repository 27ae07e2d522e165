pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// The parts of one matter that several offices decide: what, whose, how it stands, why. rows: [{name, office, when, state, mood, reason}].
AppCard {
    id: root

    property var rows: []

    objectName: "parts"
    visible: root.rows.length > 0
    spacing: Theme.gap16

    Repeater {
        model: root.rows.length

        Column {
            id: part

            required property int index
            readonly property var row: root.rows[index] ?? ({})

            objectName: "part_" + index
            width: root.width - 2 * root.padding
            spacing: Theme.gap4

            Rectangle {
                visible: part.index > 0
                width: parent.width
                height: 1
                color: Theme.line
            }

            Item {
                visible: part.index > 0
                width: 1
                height: Theme.gap8
            }

            Item {
                width: parent.width
                height: Math.max(name.height, pill.height)

                AppText {
                    id: name

                    anchors.left: parent.left
                    anchors.right: pill.left
                    anchors.rightMargin: Theme.gap16
                    anchors.verticalCenter: parent.verticalCenter
                    text: part.row.name ?? ""
                    bold: true
                    wrapMode: Text.Wrap
                }

                Pill {
                    id: pill

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: part.row.state ?? ""
                    mood: part.row.mood ?? "none"
                }
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: [part.row.office ?? "", part.row.when ?? ""].filter(each => each !== "").join("　")
                kind: "label"
                color: Theme.ink2
                wrapMode: Text.Wrap
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: part.row.reason ?? ""
                kind: "label"
                wrapMode: Text.Wrap
            }
        }
    }
}
