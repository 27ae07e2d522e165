pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// The foot of the session bar, never covered. items: [{name, icon, text, lit}]; `pressed(name)` for each.
Rectangle {
    id: root

    property var items: []

    signal pressed(string name)

    width: Theme.sceneWidth
    height: Theme.dockHeight
    color: Theme.surface

    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        width: parent.width
        height: Theme.lineWidth
        color: Theme.line
    }

    Row {
        anchors.centerIn: parent

        Repeater {
            model: root.items

            Pressable {
                id: cell

                required property var modelData
                readonly property color cellInk: modelData.lit ? (Theme.strong ? Theme.brandInk : Theme.brand) : Theme.ink

                objectName: "dock_" + modelData.name
                width: Theme.dockCellWidth
                height: Theme.dockHeight - Theme.lineWidth
                label: modelData.text
                Accessible.checkable: modelData.lit !== undefined
                Accessible.checked: modelData.lit === true
                onClicked: root.pressed(modelData.name)

                Rectangle {
                    anchors.centerIn: parent
                    width: 198
                    height: Theme.dockCellHeight
                    radius: Theme.radiusField
                    visible: cell.modelData.lit === true || cell.pressed
                    color: cell.modelData.lit ? (Theme.strong ? Theme.brand : Theme.tint) : Theme.surfacePressed
                }

                Column {
                    anchors.centerIn: parent
                    spacing: Theme.elder ? 0 : Theme.gap4

                    Icon {
                        anchors.horizontalCenter: parent.horizontalCenter
                        name: cell.modelData.icon
                        color: cell.cellInk
                        size: Theme.elder ? 54 : 44
                    }

                    AppText {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: Math.min(implicitWidth, 194)
                        text: cell.modelData.text
                        kind: "label"
                        bold: Theme.elder || cell.modelData.lit === true
                        font.pixelSize: Theme.elder ? 42 : Theme.labelSize - 2
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 24
                        color: cell.cellInk
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
