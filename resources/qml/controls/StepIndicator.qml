pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Where we are: marks [{label, state: done|now|later}]. Not tappable.
Item {
    id: root

    property var marks: []
    readonly property int count: marks ? marks.length : 0
    readonly property real pitch: count > 0 ? Theme.contentWidth / count : 0
    readonly property int disc: Theme.stepDisc
    readonly property bool beside: Theme.landscape // the words beside the discs
    readonly property int wordSize: beside ? Theme.bodySize : Theme.elder ? 40 : 30
    readonly property int longest: marks ? Math.max(0, ...marks.map(each => each.label.length)) : 0
    // In large letters seven steps leave no room for every word: the one of now stays, none gets smaller.
    readonly property bool crowded: Theme.elder && !beside && !Theme.english && longest * wordSize > pitch

    width: Theme.contentWidth
    height: root.beside ? root.disc : Theme.marksBottom - Theme.marksTop
    visible: count > 0

    Repeater {
        model: root.marks

        Item {
            id: step

            required property var modelData
            required property int index

            x: index * root.pitch
            width: root.pitch
            height: root.height
            Accessible.role: Accessible.StaticText
            Accessible.name: (index + 1) + " " + modelData.label

            Rectangle {
                visible: step.index > 0 && !root.beside
                x: -root.pitch / 2 + root.disc / 2 + 10
                y: (root.disc - height) / 2
                width: root.pitch - root.disc - 20
                height: Theme.gap4
                radius: 2
                color: step.modelData.state === "later" ? Theme.rail : Theme.brand
            }

            Rectangle {
                id: dot

                x: root.beside ? 0 : (parent.width - width) / 2
                width: root.disc
                height: root.disc
                radius: root.disc / 2
                color: step.modelData.state === "now" ? Theme.brand : step.modelData.state === "done" ? Theme.tint : Theme.surface
                border.width: step.modelData.state === "now" ? 0 : Theme.edgeWidth
                border.color: step.modelData.state === "done" ? Theme.brand : Theme.edge

                Icon {
                    anchors.centerIn: parent
                    visible: step.modelData.state === "done"
                    name: "check"
                    size: Math.round(root.disc * 0.65)
                }

                AppText {
                    anchors.centerIn: parent
                    visible: step.modelData.state !== "done"
                    text: step.index + 1
                    bold: true
                    font.pixelSize: Theme.markSize
                    color: step.modelData.state === "now" ? Theme.brandInk : Theme.ink2
                }
            }

            AppText {
                id: word

                x: root.beside ? root.disc + Theme.gap12 : (parent.width - width) / 2
                y: root.beside ? (root.disc - height) / 2 : root.disc + Theme.gap8
                visible: !root.crowded || step.modelData.state === "now"
                width: root.crowded ? implicitWidth : Math.min(implicitWidth, root.pitch - Theme.gap4 - (root.beside ? x : 0))
                text: step.modelData.label
                kind: "label"
                bold: step.modelData.state === "now"
                font.pixelSize: root.wordSize
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: root.beside ? Theme.smallSize : 24
                horizontalAlignment: Text.AlignHCenter
                color: step.modelData.state === "now" ? Theme.brand : Theme.ink2
            }

            Rectangle {
                visible: root.beside && step.index < root.count - 1
                x: word.x + word.width + Theme.gap12
                y: (root.disc - height) / 2
                width: root.pitch - x - Theme.gap12
                height: Theme.gap4 / 2
                color: step.modelData.state === "done" ? Theme.brand : Theme.rail
            }
        }
    }
}
