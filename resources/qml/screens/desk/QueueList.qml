pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Who waits, in the order in which they are called; as many as fit, and how many more.
Panel {
    id: root

    required property var queue

    readonly property int rows: Math.max(0, Math.floor((height - head.y - head.height - Theme.gap16) / rowHeight))
    readonly property int rowHeight: 65
    readonly property int beyond: Math.max(0, root.queue.waiting.length - rows) + root.queue.more

    raised: true

    AppText {
        id: head

        x: Theme.gap24
        y: Theme.gap16
        text: qsTr("等候")
        kind: "heading"
    }

    AppText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: head.verticalCenter
        visible: root.beyond > 0
        text: qsTr("还有 %1 人").arg(root.beyond)
        kind: "small"
        color: Theme.ink2
    }

    Column {
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap8
        x: Theme.gap24
        width: parent.width - 2 * Theme.gap24

        Repeater {
            model: Math.min(root.rows, root.queue.waiting.length)

            Item {
                id: row

                required property int index
                readonly property var told: root.queue.waiting[index] ?? ({})

                objectName: "waiting_" + told.number
                width: parent.width
                height: root.rowHeight
                Accessible.role: Accessible.StaticText
                Accessible.name: [told.number, told.item, told.tag, told.wait].join(" ")

                Divider {
                    width: parent.width
                }

                AppText {
                    id: number

                    anchors.verticalCenter: parent.verticalCenter
                    width: 72
                    text: row.told.number ?? ""
                    bold: true
                    Accessible.ignored: true
                }

                Column {
                    anchors.left: number.right
                    anchors.right: wait.left
                    anchors.rightMargin: Theme.gap8
                    anchors.verticalCenter: parent.verticalCenter

                    AppText {
                        width: parent.width
                        text: row.told.item ?? ""
                        kind: "label"
                        wrapMode: Text.Wrap
                        maximumLineCount: Theme.elder || row.told.tag ? 1 : 2
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }

                    AppText {
                        visible: text !== ""
                        text: row.told.tag ?? ""
                        kind: "small"
                        bold: true
                        color: Theme.moodInk(row.told.mood ?? "none")
                        Accessible.ignored: true
                    }
                }

                AppText {
                    id: wait

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.told.wait ?? ""
                    kind: "label"
                    bold: row.told.late ?? false
                    color: row.told.late ? Theme.warn : Theme.ink2
                    Accessible.ignored: true
                }
            }
        }
    }
}
