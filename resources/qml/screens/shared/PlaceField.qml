pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls

// A place without a map: the town where there are several, a line of words, and the grid they lie in.
Column {
    id: root

    property var field: null

    spacing: Theme.landscape ? Theme.gap12 : Theme.gutter

    PlacePicker {
        width: root.width
        visible: !root.field.onePlace
        label: qsTr("哪个乡镇")
        value: root.field.divisionSaid
        open: root.field.opened
        steps: root.field.steps
        options: root.field.options
        words: root.field.words
        onToggled: root.field.toggleOpen()
        onSearched: words => root.field.search(words)
        onSteppedBack: code => root.field.stepBack(code)
        onPicked: code => root.field.pick(code)
    }

    TextField {
        id: line

        function follow() {
            if (text !== root.field.street)
                text = root.field.street
        }

        objectName: "street_" + root.field.name
        width: root.width
        visible: !root.field.opened
        label: root.field.label
        placeholder: root.field.hint
        error: root.field.error
        maximumLength: root.field.maxLength
        onEdited: text => root.field.editStreet(text)
        onFieldLeft: root.field.leave()
        Component.onCompleted: follow()
    }

    PickField {
        objectName: "pickGrid"
        width: root.width
        visible: !root.field.opened && root.field.grids.length > 0
        label: root.field.gridFound ? qsTr("网格（按路名找到的）") : qsTr("网格（不知道就不选）")
        value: root.field.gridSaid
        placeholder: qsTr("点这里选")
        onClicked: root.field.toggleGrids()
    }

    Flow {
        width: root.width
        visible: root.field.gridsOpen
        spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

        Repeater {
            model: root.field.gridsOpen ? root.field.grids : []

            AppButton {
                id: option

                required property var modelData

                objectName: "grid_" + modelData.code
                width: (root.width - (Theme.landscape ? 3 * Theme.gap8 : 2 * Theme.gap16)) / (Theme.landscape ? 4 : Theme.elder ? 2 : 3) - (Theme.elder && !Theme.landscape ? Theme.gap8 : 0)
                height: Theme.fieldHeight
                kind: root.field.grid === modelData.code ? "soft" : "plain"
                textKind: "body"
                text: modelData.name
                onClicked: root.field.pickGrid(option.modelData.code)
            }
        }
    }

    Connections {
        target: root.field

        function onPlace_changed() {
            line.follow()
        }
    }
}
