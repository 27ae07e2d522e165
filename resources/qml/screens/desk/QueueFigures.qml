pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// How many wait, the average of the day, the longest.
Panel {
    id: root

    required property var queue

    height: 96
    raised: true

    Row {
        anchors.fill: parent

        Repeater {
            model: root.queue.figures.length

            Item {
                id: figure

                required property int index
                readonly property var told: root.queue.figures[index] ?? ({})

                width: root.width / 3
                height: root.height

                Column {
                    anchors.centerIn: parent

                    AppText {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: figure.told.figure ?? ""
                        font.pixelSize: Theme.figureSize
                        bold: true
                    }

                    AppText {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: figure.told.word ?? ""
                        kind: "small"
                        color: Theme.ink2
                    }
                }

                Rectangle {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: figure.index < 2
                    width: Theme.lineWidth
                    height: Theme.gap48
                    color: Theme.line
                }
            }
        }
    }
}
