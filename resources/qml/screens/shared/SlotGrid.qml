pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// The times of half a day, each with what is left of it. slots: [{key, note, open, chosen}].
Column {
    id: root

    property string title: ""
    property var slots: []
    readonly property int gap: Theme.landscape ? Theme.gap8 : Theme.gap16
    readonly property int columns: Theme.landscape ? 6 : Theme.elder ? 3 : 4
    readonly property int cell: Math.floor((width - (columns - 1) * gap) / columns)

    signal picked(string key)

    width: Theme.contentWidth
    spacing: Theme.gap12

    AppText {
        text: root.title
        kind: "label"
        color: Theme.ink2
    }

    Grid {
        columns: root.columns
        spacing: root.gap

        Repeater {
            model: root.slots.length

            Pressable {
                id: slot

                required property int index
                readonly property var told: root.slots[index] ?? ({})
                readonly property bool free: told.open === true
                readonly property bool picked: told.chosen === true

                objectName: "time_" + told.key
                width: root.cell
                height: Theme.length(Theme.landscape ? 128 : Theme.elder ? 148 : 112)
                enabled: free
                label: (told.key ?? "") + " " + (told.note ?? "")
                frameRadius: Theme.radiusField
                Accessible.role: Accessible.RadioButton
                Accessible.checked: picked
                onClicked: root.picked(slot.told.key)

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusField
                    color: !slot.free ? Theme.sunken : slot.picked || slot.pressed ? Theme.tint : Theme.surface
                    edgeColor: !slot.free ? Theme.sunken : slot.picked ? Theme.brand : Theme.edge
                    edgeWidth: !slot.free ? 0 : slot.picked ? Theme.strongEdgeWidth : Theme.edgeWidth
                }

                Icon {
                    x: Theme.gap16
                    anchors.verticalCenter: parent.verticalCenter
                    visible: slot.picked
                    name: "check"
                    size: Theme.iconSmall
                }

                Column {
                    anchors.centerIn: parent
                    width: parent.width

                    AppText {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: slot.told.key ?? ""
                        kind: "button"
                        bold: slot.picked
                        color: slot.free ? Theme.ink : Theme.ink2
                        Accessible.ignored: true
                    }

                    AppText {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: slot.told.note ?? ""
                        kind: "small"
                        color: slot.free ? Theme.brand : Theme.ink2
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
