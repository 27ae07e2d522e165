pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// One person of a table while they are written; Enter at a desk's keyboard is 写好了.
Panel {
    id: root

    property var field: null
    readonly property int padding: Theme.landscape ? Theme.gap16 : Theme.gap24
    readonly property int inner: width - 2 * padding
    readonly property int cellWidth: Theme.landscape ? (inner - Theme.gutter) / 2 : inner

    height: body.height + 2 * padding
    color: Theme.tint
    edgeColor: Theme.tintLine

    Column {
        id: body

        x: root.padding
        y: root.padding
        width: root.inner
        spacing: Theme.landscape ? Theme.gap12 : Theme.gap16

        FieldLabel {
            objectName: "personTrouble"
            width: parent.width
            text: root.field.rowTitle
            error: root.field.rowError
        }

        Flow {
            width: parent.width
            spacing: Theme.landscape ? Theme.gutter : Theme.gap16

            Repeater {
                model: root.field.cells

                Loader {
                    id: cell

                    required property int index
                    required property var modelData
                    readonly property bool chosen: modelData.kind === "choice"

                    width: chosen ? root.inner : root.cellWidth
                    sourceComponent: chosen ? choice : typing

                    Component {
                        id: choice

                        ChoiceList {
                            objectName: "cell_" + cell.modelData.name
                            width: cell.width
                            label: cell.modelData.label
                            options: cell.modelData.choices
                            value: cell.modelData.value
                            dense: true
                            onChosen: value => cell.modelData.edit(value)
                        }
                    }

                    Component {
                        id: typing

                        TextField {
                            objectName: "cell_" + cell.modelData.name
                            width: cell.width
                            label: cell.modelData.label
                            placeholder: cell.modelData.hint
                            inputKind: cell.modelData.kind
                            masked: cell.modelData.masked
                            maximumLength: cell.modelData.maxLength
                            onEdited: text => cell.modelData.edit(text)
                            onAccepted: if (Theme.landscape)
                                root.field.keepRow()
                            Component.onCompleted: {
                                text = cell.modelData.value
                                if (Theme.landscape && cell.index === 0)
                                    forceActiveFocus()
                            }
                        }
                    }
                }
            }
        }

        Row {
            width: parent.width
            spacing: Theme.gap16

            AppButton {
                objectName: "dropPerson"
                width: Theme.landscape ? implicitWidth : (root.inner - Theme.gap16) / 2
                height: Theme.landscape ? Theme.smallButtonHeight : implicitHeight
                textKind: Theme.landscape ? "body" : "button"
                text: qsTr("不写了")
                onClicked: root.field.dropRow()
            }

            AppButton {
                objectName: "keepPerson"
                width: Theme.landscape ? implicitWidth : (root.inner - Theme.gap16) / 2
                height: Theme.landscape ? Theme.smallButtonHeight : implicitHeight
                kind: "outline"
                textKind: Theme.landscape ? "body" : "button"
                iconName: "check"
                text: qsTr("写好了")
                onClicked: root.field.keepRow()
            }
        }
    }
}
