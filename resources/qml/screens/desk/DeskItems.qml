pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What can be done at this desk: what the search in the head finds, or what comes first.
Panel {
    id: root

    required property var desk
    readonly property var items: root.desk.items

    signal chosen(string code)

    width: Theme.deskLeft
    raised: true

    AppText {
        id: title

        x: Theme.cardPadding
        y: Theme.gap16
        text: root.desk.searched === "" ? qsTr("办什么") : qsTr("找到 %1 项").arg(root.items.length)
        kind: "heading"
    }

    Column {
        anchors.top: title.bottom
        anchors.topMargin: Theme.gap12
        x: Theme.gap12
        width: parent.width - 2 * Theme.gap12
        spacing: Theme.gap4

        Repeater {
            model: root.items.length

            Pressable {
                id: row

                required property int index
                readonly property var item: root.items[index] ?? ({})

                objectName: "item_" + item.code
                width: parent.width
                height: Theme.touch + Theme.gap16
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
            width: parent.width
            visible: root.items.length === 0
            title: qsTr("没有这件事")
        }
    }
}
