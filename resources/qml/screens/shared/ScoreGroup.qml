pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// One group of a score: what it is called and comes to, and each line with the points it brings and from what.
Panel {
    id: root

    property string name: ""
    property string points: ""
    property var lines: []
    readonly property int padding: Theme.gap32

    raised: true
    width: Theme.contentWidth
    height: body.height + 2 * Theme.gap24

    Column {
        id: body

        x: root.padding
        y: Theme.gap24
        width: root.width - 2 * root.padding

        Item {
            width: parent.width
            height: Math.max(heading.height, sum.height) + Theme.gap12

            AppText {
                id: heading

                text: root.name
                kind: "heading"
            }

            AppText {
                id: sum

                anchors.right: parent.right
                text: root.points
                kind: "heading"
            }
        }

        Repeater {
            model: root.lines.length

            Item {
                id: line

                required property int index
                readonly property var told: root.lines[index] ?? ({})

                objectName: "line_" + (told.row ?? "")
                width: body.width
                height: words.height + 2 * Theme.gap12

                Divider {
                    width: parent.width
                }

                Column {
                    id: words

                    y: Theme.gap12
                    width: parent.width - brought.width - Theme.gap24

                    AppText {
                        width: parent.width
                        text: line.told.text ?? ""
                        wrapMode: Text.Wrap
                    }

                    AppText {
                        width: parent.width
                        visible: text !== "" && !Theme.elder
                        text: line.told.from ?? ""
                        kind: "label"
                        color: Theme.ink2
                        wrapMode: Text.Wrap
                    }
                }

                AppText {
                    id: brought

                    anchors.right: parent.right
                    y: Theme.gap12
                    text: line.told.points ?? ""
                    bold: true
                    color: text.startsWith("−") ? Theme.bad : Theme.ink
                }
            }
        }
    }
}
