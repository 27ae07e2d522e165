pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// A table of persons: one after the other on the glass, lines of a table at the desk; one is written at a time.
Column {
    id: root

    property var field: null
    readonly property int columns: field.headings.length
    readonly property int acts: Theme.length(360)
    readonly property int cellWidth: (width - 2 * Theme.gap24 - acts - (columns - 1) * Theme.gap12) / columns

    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    FieldLabel {
        width: root.width
        text: root.field.label
        error: root.field.opened ? "" : root.field.error
    }

    Item {
        width: root.width
        height: heads.height
        visible: Theme.landscape && root.field.rows.length > 0

        Row {
            id: heads

            x: Theme.gap24
            spacing: Theme.gap12

            Repeater {
                model: root.field.headings

                AppText {
                    required property string modelData

                    width: root.cellWidth
                    text: modelData
                    kind: "small"
                    color: Theme.ink2
                    elide: Text.ElideRight
                }
            }
        }
    }

    Repeater {
        model: root.field.rows

        Panel {
            id: row

            required property int index
            required property var modelData

            objectName: "person_" + index
            visible: Theme.landscape || !root.field.opened
            width: root.width
            height: Math.max(Theme.fieldHeight, Theme.landscape ? cells.height + Theme.gap16 : words.height + Theme.gap32)
            radius: Theme.radiusField

            Column {
                id: words

                visible: !Theme.landscape
                x: Theme.gap32
                width: parent.width - x - acts.width - Theme.gap24
                anchors.verticalCenter: parent.verticalCenter

                AppText {
                    width: parent.width
                    text: row.modelData.name
                    bold: true
                    elide: Text.ElideRight
                }

                AppText {
                    width: parent.width
                    visible: text !== ""
                    text: row.modelData.words
                    kind: "label"
                    color: Theme.ink2
                    wrapMode: Text.Wrap
                }
            }

            Row {
                id: cells

                visible: Theme.landscape
                x: Theme.gap24
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.gap12

                Repeater {
                    model: Theme.landscape ? row.modelData.cells : []

                    AppText {
                        required property string modelData

                        width: root.cellWidth
                        text: modelData
                        kind: "label"
                        wrapMode: Text.WrapAnywhere
                    }
                }
            }

            Row {
                id: acts

                anchors.right: parent.right
                anchors.rightMargin: Theme.gap16
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.field.opened
                spacing: Theme.gap16

                LinkButton {
                    objectName: "changePerson_" + row.index
                    text: qsTr("改")
                    onClicked: root.field.change(row.index)
                }

                LinkButton {
                    objectName: "removePerson_" + row.index
                    text: qsTr("删掉")
                    onClicked: root.field.remove(row.index)
                }
            }
        }
    }

    AppButton {
        objectName: "addPerson"
        width: Theme.landscape ? implicitWidth : root.width
        height: Theme.landscape ? Theme.smallButtonHeight : implicitHeight
        visible: !root.field.opened && root.field.hasRoom
        kind: "outline"
        textKind: Theme.landscape ? "body" : "button"
        iconName: "plus"
        text: root.field.rows.length === 0 ? qsTr("加一个人") : qsTr("再加一个人")
        onClicked: root.field.add()
    }

    Loader {
        width: root.width
        active: root.field.opened
        visible: active

        sourceComponent: PersonEditor {
            width: root.width
            field: root.field
        }
    }
}
