pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// The devices of the desk: a dot where all is well, a word where something is not; on the right what waits for the centre.
Item {
    id: root

    required property var desk
    readonly property var rooms: root.desk.devices

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
        spacing: Theme.gap32

        Repeater {
            model: root.rooms.length

            Row {
                id: device

                required property int index
                readonly property var told: root.rooms[index] ?? ({})
                readonly property bool fine: told.mood === "ok"

                objectName: "device_" + told.room
                height: parent.height
                spacing: Theme.gap8
                Accessible.role: Accessible.StaticText
                Accessible.name: told.name + " " + told.state

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: device.told.icon ?? "info"
                    color: Theme.ink2
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: device.told.name ?? ""
                    kind: "label"
                    Accessible.ignored: true
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
                    anchors.verticalCenter: parent.verticalCenter
                    visible: !device.fine
                    text: device.told.state ?? ""
                    mood: device.told.mood ?? "none"
                }
            }
        }
    }

    Row {
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
