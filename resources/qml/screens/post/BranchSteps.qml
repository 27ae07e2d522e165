pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// The steps one below the other: [{label, state: done|now|later, hint}]. As high as there is room for.
Column {
    id: root

    property var steps: []

    Repeater {
        model: root.steps.length

        Item {
            id: step

            required property int index
            readonly property var told: root.steps[index] ?? ({})
            readonly property bool current: told.state === "now"
            readonly property bool isLast: index === root.steps.length - 1

            width: parent.width
            height: Math.min(84, root.height / root.steps.length)
            Accessible.role: Accessible.StaticText
            Accessible.name: (index + 1) + " " + told.label

            Rectangle {
                visible: !step.isLast
                x: dot.width / 2 - width / 2
                y: dot.height + Theme.gap4
                width: Theme.gap4 / 2
                height: step.height - dot.height - Theme.gap8
                color: step.told.state === "done" ? Theme.tintRail : Theme.rail
            }

            Rectangle {
                id: dot

                width: Theme.stepDisc + Theme.gap4
                height: width
                radius: width / 2
                color: step.current ? Theme.brand : step.told.state === "done" ? Theme.tint : Theme.surface
                border.width: step.current ? 0 : Theme.edgeWidth
                border.color: step.told.state === "done" ? Theme.brand : Theme.edge

                Icon {
                    anchors.centerIn: parent
                    visible: step.told.state === "done"
                    name: "check"
                }

                AppText {
                    anchors.centerIn: parent
                    visible: step.told.state !== "done"
                    text: step.index + 1
                    kind: "label"
                    bold: true
                    color: step.current ? Theme.brandInk : Theme.ink2
                }
            }

            Column {
                x: dot.width + Theme.gap16
                width: parent.width - x

                AppText {
                    width: parent.width
                    text: step.told.label ?? ""
                    bold: step.current
                    color: step.current ? Theme.brand : Theme.ink
                    elide: Text.ElideRight
                }

                AppText {
                    width: parent.width
                    text: step.told.hint ?? ""
                    kind: "label"
                    color: Theme.ink2
                    elide: Text.ElideRight
                }
            }
        }
    }
}
