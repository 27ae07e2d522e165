pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// The devices of the desk: a dot where all is well, a word where something is not; on the right what waits for the centre.
// Where there is no room for that the word gives way and the name itself stands in its colour, at last cut short.
Item {
    id: root

    required property var desk
    readonly property var rooms: root.desk.devices
    readonly property real room: waits.x - Theme.margin - Theme.gap32
    readonly property bool crowded: root.summed("wide") + (devices.count - 1) * Theme.gap32 > root.room
    readonly property int gap: root.crowded ? Theme.gap16 : Theme.gap32
    readonly property real cut: Math.max(0, root.summed("narrow") + (devices.count - 1) * root.gap - root.room)

    function summed(name) {
        let sum = 0
        for (let i = 0; i < devices.count; i++)
            sum += devices.itemAt(i)?.[name] ?? 0
        return sum
    }

    width: Theme.sceneWidth
    height: Theme.dockHeight

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.lineWidth
            color: Theme.line
        }
    }

    Row {
        x: Theme.margin
        height: parent.height
        spacing: root.gap

        Repeater {
            id: devices

            model: root.rooms.length

            Row {
                id: device

                required property int index
                readonly property var told: root.rooms[index] ?? ({})
                readonly property bool fine: told.mood === "ok"
                readonly property bool tinted: root.crowded && !fine
                readonly property real wide: mark.width + name.implicitWidth + 2 * spacing + (fine ? Theme.gap12 : state.implicitWidth)
                readonly property real named: name.implicitWidth
                readonly property real narrow: mark.width + name.implicitWidth + spacing + (fine ? spacing + Theme.gap12 : 2 * Theme.gap12)

                objectName: "device_" + told.room
                height: parent.height
                spacing: Theme.gap8
                Accessible.role: Accessible.StaticText
                Accessible.name: told.name + " " + told.state

                Icon {
                    id: mark

                    anchors.verticalCenter: parent.verticalCenter
                    name: device.told.icon ?? "info"
                    color: Theme.ink2
                }

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: name.width + (device.tinted ? 2 * Theme.gap12 : 0)
                    height: device.tinted ? Theme.tagHeight : name.height
                    radius: height / 2
                    color: device.tinted ? Theme.moodTint(device.told.mood) : "transparent"
                    border.width: device.tinted && Theme.strong ? 2 : 0
                    border.color: name.color

                    AppText {
                        id: name

                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, Math.max(0, implicitWidth - root.cut * implicitWidth / Math.max(1, root.summed("named"))))
                        text: device.told.name ?? ""
                        kind: "label"
                        color: device.tinted ? Theme.moodInk(device.told.mood) : Theme.ink
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }
                }

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: device.fine
                    width: Theme.gap12
                    height: width
                    radius: width / 2
                    color: Theme.okDot
                }

                Pill {
                    id: state

                    anchors.verticalCenter: parent.verticalCenter
                    visible: !device.fine && !root.crowded
                    text: device.told.state ?? ""
                    mood: device.told.mood ?? "none"
                }
            }
        }
    }

    Row {
        id: waits

        objectName: "waits"
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        height: parent.height
        spacing: Theme.gap8

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "cloud"
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.desk.waits
            kind: "label"
        }
    }
}
