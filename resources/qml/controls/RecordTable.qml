pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// A table that an office told: a head, rows, perhaps sums. Large letters have no room for columns: there each row is a
// block of lines.
Panel {
    id: root

    property string name: ""
    property var columns: []
    property var rows: []
    property var totals: []
    readonly property bool stacked: Theme.elder && columns.length > 2
    readonly property var lines: totals.length > 0 ? rows.concat([totals]) : rows
    readonly property int inner: width - 2 * padding
    readonly property int padding: Theme.gap32
    readonly property int cellWidth: columns.length > 0 ? (inner - (columns.length - 1) * Theme.gap16) / columns.length : inner

    raised: true
    width: Theme.contentWidth
    height: body.height + 2 * padding

    Column {
        id: body

        x: root.padding
        y: root.padding
        width: root.inner
        spacing: Theme.gap12

        AppText {
            width: parent.width
            text: root.name
            kind: "heading"
            wrapMode: Text.Wrap
        }

        AppText {
            width: parent.width
            visible: root.rows.length === 0
            text: qsTr("没有记录")
            color: Theme.ink2
        }

        Row {
            visible: !root.stacked && root.rows.length > 0
            width: parent.width
            spacing: Theme.gap16

            Repeater {
                model: root.columns.length

                AppText {
                    required property int index

                    width: root.cellWidth
                    text: root.columns[index]?.label ?? ""
                    kind: "label"
                    color: Theme.ink2
                    wrapMode: Text.Wrap
                    horizontalAlignment: root.columns[index]?.figure ? Text.AlignRight : Text.AlignLeft
                }
            }
        }

        Repeater {
            model: root.lines.length

            Column {
                id: line

                required property int index
                readonly property var cells: root.lines[index]
                readonly property bool isTotal: index === root.rows.length

                width: root.inner
                spacing: Theme.gap12

                Divider {
                    width: parent.width
                }

                Row {
                    visible: !root.stacked
                    width: parent.width
                    spacing: Theme.gap16

                    Repeater {
                        model: root.stacked ? 0 : root.columns.length

                        AppText {
                            required property int index

                            width: root.cellWidth
                            text: line.cells?.[index] ?? ""
                            kind: "label"
                            bold: line.isTotal
                            wrapMode: Text.Wrap
                            horizontalAlignment: root.columns[index]?.figure ? Text.AlignRight : Text.AlignLeft
                        }
                    }
                }

                Repeater {
                    model: root.stacked ? root.columns.length : 0

                    Item {
                        id: pair

                        required property int index

                        visible: said.text !== ""
                        width: root.inner
                        height: visible ? Math.max(label.height, said.height) : 0

                        AppText {
                            id: label

                            width: parent.width * 0.42
                            text: line.isTotal && pair.index === 0 ? "" : root.columns[pair.index]?.label ?? ""
                            kind: "label"
                            color: Theme.ink2
                            wrapMode: Text.Wrap
                        }

                        AppText {
                            id: said

                            anchors.right: parent.right
                            width: parent.width * 0.56
                            text: line.cells?.[pair.index] ?? ""
                            bold: line.isTotal
                            wrapMode: Text.Wrap
                            horizontalAlignment: Text.AlignRight
                        }
                    }
                }
            }
        }
    }
}
