pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What can be done at this desk: what the search in the head finds, or what comes first. Beside each other with `columns`.
Panel {
    id: root

    required property var desk
    property int columns: 1
    readonly property var items: root.desk.items

    signal chosen(string code)

    width: Theme.deskLeft
    raised: true

    AppText {
        id: title

        x: Theme.cardPadding
        y: Theme.gap16
        width: parent.width - 2 * Theme.cardPadding
        text: root.desk.busy ? qsTr("先办完手上这件") : root.desk.searched === "" ? qsTr("办什么") : qsTr("找到 %1 项").arg(root.items.length)
        kind: "heading"
        color: root.desk.busy ? Theme.warn : Theme.ink
        elide: Text.ElideRight
    }

    Grid {
        id: grid

        anchors.top: title.bottom
        anchors.topMargin: Theme.gap12
        x: Theme.gap12
        width: parent.width - 2 * Theme.gap12
        columns: root.columns
        columnSpacing: Theme.gap24
        rowSpacing: Theme.gap4

        Repeater {
            model: root.items.length

            Pressable {
                id: row

                required property int index
                readonly property var item: root.items[index] ?? ({})

                objectName: "item_" + item.code
                width: (grid.width - (root.columns - 1) * grid.columnSpacing) / root.columns
                height: Math.max(Theme.touch + Theme.gap16, told.height + Theme.gap8)
                enabled: !root.desk.busy
                label: item.name ?? ""
                frameRadius: Theme.radiusTag
                onClicked: root.chosen(item.code)

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.radiusTag
                    color: row.pressed ? Theme.tintPressed : Theme.clear
                }

                Column {
                    id: told

                    x: Theme.gap12
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - 2 * Theme.gap12

                    AppText {
                        width: parent.width
                        text: row.label
                        bold: true
                        color: row.enabled ? Theme.ink : Theme.ink2
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }

                    AppText {
                        width: parent.width
                        text: row.item.hint ?? ""
                        kind: "label"
                        color: Theme.ink2
                        wrapMode: Text.Wrap
                    }
                }

                Divider {
                    anchors.bottom: parent.bottom
                    x: Theme.gap12
                    width: parent.width - 2 * Theme.gap12
                }
            }
        }

        EmptyPanel {
            width: grid.width
            visible: root.items.length === 0
            title: qsTr("没有这件事")
        }
    }
}
