pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Amber notice at home. `lines`: [{icon, title, text}]; the title is bold and may be empty.
Panel {
    id: root

    property var lines: []

    implicitWidth: Theme.contentWidth
    implicitHeight: column.implicitHeight + 2 * Theme.gap16
    height: implicitHeight
    color: Theme.warnTint
    edgeColor: Theme.warnLine
    edgeWidth: Theme.edgeWidth

    Column {
        id: column

        x: 28
        width: root.width - 2 * x
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap12

        Repeater {
            model: root.lines

            Column {
                id: entry

                required property var modelData
                required property int index

                width: column.width
                spacing: Theme.gap12

                Rectangle {
                    visible: entry.index > 0
                    x: 86
                    width: parent.width - x
                    height: Theme.strong ? 2 : 1
                    color: Theme.warnLine
                }

                Row {
                    width: parent.width
                    spacing: 26

                    Badge {
                        anchors.verticalCenter: parent.verticalCenter
                        size: Theme.badgeSmall
                        round: true
                        color: Theme.surface
                        iconName: entry.modelData.icon || "info"
                        iconColor: Theme.warn
                        iconSize: 36
                    }

                    Column {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - Theme.badgeSmall - 26

                        AppText {
                            width: parent.width
                            visible: text !== ""
                            text: entry.modelData.title || ""
                            kind: "button"
                            color: Theme.warn
                            wrapMode: Text.Wrap
                        }

                        AppText {
                            width: parent.width
                            visible: text !== ""
                            text: entry.modelData.text || ""
                            kind: "label"
                            wrapMode: Text.Wrap
                        }
                    }
                }
            }
        }
    }
}
