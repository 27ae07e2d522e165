pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls

// One field of a form page: a choice, or a line of typing with its ready answer above.
Column {
    id: root

    property var field: null
    property bool plain: false // the page's title asks it already
    readonly property bool several: field.kind === "several"
    readonly property bool wide: several || ["lines", "person", "persons", "place", "photo", "scan", "signature", "row"].includes(field.kind)
    property int preview: 0
    readonly property var components: ({
            choice: choice,
            several: choice,
            lines: lines,
            division: division,
            person: person,
            persons: persons,
            place: place,
            photo: file,
            scan: file,
            signature: signed,
            row: row
        })
    readonly property var sources: ({
            card: qsTr("来自身份证"),
            record: qsTr("来自档案"),
            chosen: qsTr("来自档案"),
            e_licence: qsTr("来自电子证照"),
            file: qsTr("来自个人档案"),
            earlier: qsTr("来自上次办理"),
            computed: qsTr("自动算出")
        })
    readonly property var known: ({
            e_licence: qsTr("电子证照上的%1"),
            file: qsTr("以前留过的%1"),
            earlier: qsTr("上次填的%1"),
            record: qsTr("档案里的%1"),
            chosen: qsTr("档案里的%1")
        })

    signal answerTaken(string name)

    width: Theme.contentWidth
    visible: field.asked
    spacing: Theme.landscape ? Theme.gap12 : Theme.gutter

    AnswerCard {
        objectName: "answer_" + root.field.name
        width: root.width
        visible: root.field.answer !== "" && !root.field.opened
        label: root.field.answerKind in root.known ? root.known[root.field.answerKind].arg(root.field.label) : Theme.english ? qsTr("身份证上的") : qsTr("身份证上的%1").arg(root.field.label)
        icon: root.field.answerKind === "card" ? "idcard" : "doc"
        value: root.field.answer
        buttonText: qsTr("就用这个")
        onTaken: root.answerTaken(root.field.name)
    }

    Loader {
        width: parent.width
        sourceComponent: root.components[root.field.kind] ?? typing
    }

    Component {
        id: choice

        ChoiceList {
            objectName: "field_" + root.field.name
            width: root.width
            label: root.plain ? "" : root.field.label
            error: root.field.error
            options: root.field.choices
            value: root.field.value
            many: root.several
            values: root.field.chosen
            onChosen: value => root.several ? root.field.toggle(value) : root.field.edit(value)
        }
    }

    Component {
        id: division

        PlacePicker {
            objectName: "field_" + root.field.name
            width: root.width
            label: root.field.label
            value: root.field.said
            error: root.field.error
            open: root.field.opened
            steps: root.field.steps
            options: root.field.options
            words: root.field.words
            onToggled: root.field.toggleOpen()
            onSearched: words => root.field.search(words)
            onSteppedBack: code => root.field.stepBack(code)
            onPicked: code => root.field.pick(code)
        }
    }

    Component {
        id: person

        PersonField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
        }
    }

    Component {
        id: persons

        PersonsField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
        }
    }

    Component {
        id: place

        PlaceField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
        }
    }

    Component {
        id: file

        FileField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
            preview: root.preview
        }
    }

    Component {
        id: signed

        SignedField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
        }
    }

    Component {
        id: row

        RowField {
            objectName: "field_" + root.field.name
            width: root.width
            field: root.field
        }
    }

    Component {
        id: lines

        TextBox {
            id: box

            function follow() {
                if (text !== root.field.value)
                    text = root.field.value
            }

            objectName: "field_" + root.field.name
            width: root.width
            label: root.field.label
            placeholder: root.field.hint
            error: root.field.error
            maximumLength: root.field.maxLength
            onEdited: text => root.field.edit(text)
            onFieldLeft: root.field.leave()
            Component.onCompleted: follow()

            Connections {
                target: root.field

                function onChanged() {
                    box.follow()
                }
            }
        }
    }

    Component {
        id: typing

        TextField {
            id: line

            function follow() {
                if (text !== root.field.value)
                    text = root.field.value
            }

            objectName: "field_" + root.field.name
            width: root.width
            label: root.field.label
            placeholder: root.field.hint
            error: root.field.error
            inputKind: root.field.kind
            masked: root.field.masked
            locked: root.field.locked
            unit: root.field.unit
            offers: root.field.offers
            source: root.sources[root.field.source] ?? ""
            maximumLength: root.field.maxLength
            onEdited: text => root.field.edit(text)
            onFieldLeft: root.field.leave()
            Component.onCompleted: follow()

            Connections {
                target: root.field

                function onChanged() {
                    line.follow()
                }
            }
        }
    }
}
