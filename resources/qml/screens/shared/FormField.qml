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
    readonly property bool wide: field.kind === "lines" || field.kind === "person" || several

    signal answerTaken(string name)

    width: Theme.contentWidth
    visible: field.asked
    spacing: Theme.landscape ? Theme.gap12 : Theme.gutter

    AnswerCard {
        objectName: "answer_" + root.field.name
        width: root.width
        visible: root.field.answer !== "" && !root.field.opened
        label: Theme.english ? qsTr("身份证上的") : qsTr("身份证上的%1").arg(root.field.label)
        value: root.field.answer
        buttonText: qsTr("就用这个")
        onTaken: root.answerTaken(root.field.name)
    }

    Loader {
        width: parent.width
        sourceComponent: root.field.kind === "choice" || root.several ? choice : root.field.kind === "lines" ? lines : root.field.kind === "division" ? division : root.field.kind === "person" ? person : typing
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
            source: root.field.source === "card" ? qsTr("来自身份证") : root.field.source === "record" ? qsTr("来自档案") : root.field.source === "computed" ? qsTr("自动算出") : ""
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
