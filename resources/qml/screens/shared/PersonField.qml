import QtQuick
import theme
import controls

// Somebody named: name and ID number, beside each other at a desk.
Column {
    id: root

    property var field: null
    readonly property int half: Theme.landscape ? (width - Theme.gutter) / 2 : width

    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    FieldLabel {
        width: root.width
        text: root.field.label
        error: root.field.error
    }

    Flow {
        width: root.width
        spacing: Theme.landscape ? Theme.gutter : Theme.gap16

        TextField {
            id: named

            function follow() {
                if (text !== root.field.personName)
                    text = root.field.personName
            }

            objectName: "name_" + root.field.name
            width: root.half
            label: qsTr("姓名")
            masked: root.field.maskedName
            maximumLength: 40
            onEdited: text => root.field.editName(text)
            onFieldLeft: root.field.leaveHalf(numbered.focused)
            Component.onCompleted: follow()
        }

        TextField {
            id: numbered

            function follow() {
                if (text !== root.field.personNumber)
                    text = root.field.personNumber
            }

            objectName: "number_" + root.field.name
            width: root.half
            label: qsTr("身份证号")
            inputKind: "id"
            masked: root.field.maskedNumber
            maximumLength: 18
            onEdited: text => root.field.editNumber(text)
            onFieldLeft: root.field.leaveHalf(named.focused)
            Component.onCompleted: follow()
        }
    }

    Connections {
        target: root.field

        function onChanged() {
            named.follow()
            numbered.follow()
        }
    }
}
