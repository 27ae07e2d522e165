pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// One row of what the register told: the first of its words large, the others under it.
Column {
    id: root

    property var field: null
    readonly property int columns: Theme.landscape ? 2 : 1

    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    FieldLabel {
        width: root.width
        text: root.field.label
        error: root.field.error
    }

    AppText {
        width: root.width
        visible: root.field.rows.length === 0
        text: qsTr("没有查到记录，没有可选的")
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Flow {
        width: root.width
        spacing: root.spacing

        Repeater {
            model: root.field.rows

            Pressable {
                id: row

                required property int index
                required property var modelData
                readonly property bool picked: root.field.value === modelData.value

                objectName: "row_" + index
                width: Math.floor((root.width - (root.columns - 1) * root.spacing) / root.columns)
                height: Math.max(Theme.fieldHeight, words.height + Theme.gap32)
                label: modelData.lines.map(each => each.value).join("，")
                frameRadius: Theme.radiusField
                Accessible.role: Accessible.RadioButton
                Accessible.checked: picked
                onClicked: root.field.pick(row.modelData.value)

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusField
                    color: row.picked || row.pressed ? Theme.tint : Theme.surface
                    edgeColor: row.picked ? Theme.brand : Theme.edge
                    edgeWidth: row.picked ? Theme.strongEdgeWidth : Theme.edgeWidth
                }

                Rectangle {
                    id: mark

                    x: Theme.gap32
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.tickDisc
                    height: width
                    radius: width / 2
                    color: row.picked ? Theme.brand : Theme.surface
                    border.color: row.picked ? Theme.brand : Theme.edge
                    border.width: Theme.edgeWidth

                    Icon {
                        anchors.centerIn: parent
                        visible: row.picked
                        name: "check"
                        color: Theme.brandInk
                        size: Math.round(parent.width * 2 / 3)
                    }
                }

                Column {
                    id: words

                    anchors.left: mark.right
                    anchors.leftMargin: Theme.gap24
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gap4

                    Repeater {
                        model: row.modelData.lines

                        Item {
                            id: line

                            required property int index
                            required property var modelData

                            width: words.width
                            height: Math.max(name.height, said.height)

                            AppText {
                                id: name

                                visible: line.index > 0 && text !== ""
                                text: line.modelData.label
                                kind: "label"
                                color: Theme.ink2
                                Accessible.ignored: true
                            }

                            AppText {
                                id: said

                                x: name.visible ? name.width + Theme.gap16 : 0
                                width: parent.width - x
                                text: line.modelData.value
                                kind: line.index === 0 ? "body" : "label"
                                bold: line.index === 0
                                wrapMode: Text.Wrap
                                Accessible.ignored: true
                            }
                        }
                    }
                }
            }
        }
    }
}
