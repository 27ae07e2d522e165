pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What is being done: the item, how it is decided, its number once it has one, and the step.
Item {
    id: root

    required property var desk
    property var marks: []

    width: Theme.deskMiddle
    height: steps.y + steps.height + Theme.gap16
    visible: root.desk.caseTitle !== ""

    AppText {
        id: title

        x: Theme.deskPadding
        y: Theme.gap24
        width: parent.width - 2 * Theme.deskPadding
        text: root.desk.caseTitle
        kind: "title"
        elide: Text.ElideRight
        Accessible.role: Accessible.Heading
    }

    Row {
        id: tags

        x: Theme.deskPadding
        anchors.top: title.bottom
        anchors.topMargin: Theme.gap8
        spacing: Theme.gap8

        Repeater {
            model: root.desk.caseTags.length

            Pill {
                required property int index
                readonly property var tag: root.desk.caseTags[index] ?? ({})

                ticked: false
                text: tag.text ?? ""
                mood: tag.mood ?? "none"
            }
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.gap8
            text: root.desk.caseNumber
            kind: "label"
            color: Theme.ink2
        }
    }

    StepIndicator {
        id: steps

        x: Theme.deskPadding
        anchors.top: tags.bottom
        anchors.topMargin: Theme.gap16
        marks: root.marks
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
