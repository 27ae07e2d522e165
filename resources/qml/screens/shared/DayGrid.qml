pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Weeks from Monday on, a day each with what is left of it; days on which nobody is seen stand there in words, to be read only.
// days: [{key, number, note, open, label}].
Column {
    id: root

    property list<string> weekdays
    property var days: []
    readonly property int gap: Theme.landscape ? Theme.gap8 : Theme.gap16
    readonly property int cell: Math.floor((width - 6 * gap) / 7)

    signal picked(string key)

    width: Theme.contentWidth
    spacing: root.gap

    Row {
        spacing: root.gap

        Repeater {
            model: root.weekdays

            AppText {
                required property string modelData

                width: root.cell
                horizontalAlignment: Text.AlignHCenter
                text: modelData
                kind: "label"
                color: Theme.ink2
            }
        }
    }

    Grid {
        columns: 7
        spacing: root.gap

        Repeater {
            model: root.days.length

            Pressable {
                id: day

                required property int index
                readonly property var told: root.days[index] ?? ({})
                readonly property bool free: told.open === true

                objectName: "day_" + (told.key || index)
                width: root.cell
                height: Theme.length(Theme.elder && !Theme.landscape ? 148 : 128)
                enabled: free
                opacity: told.key ? 1 : 0
                label: told.label ?? ""
                frameRadius: Theme.radiusField
                Accessible.ignored: !told.key
                onClicked: root.picked(day.told.key)

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusField
                    color: !day.free ? Theme.sunken : day.pressed ? Theme.tint : Theme.surface
                    edgeColor: day.free ? Theme.edge : Theme.sunken
                    edgeWidth: day.free ? Theme.edgeWidth : 0
                }

                Column {
                    anchors.centerIn: parent
                    width: parent.width - Theme.gap8

                    AppText {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: parent.width - Theme.gap16
                        horizontalAlignment: Text.AlignHCenter
                        text: day.told.number ?? ""
                        kind: "button"
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Theme.smallSize
                        color: day.free ? Theme.ink : Theme.ink2
                        bold: day.free
                        Accessible.ignored: true
                    }

                    AppText {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: day.told.note ?? ""
                        kind: "small"
                        color: day.free ? Theme.brand : Theme.ink2
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
