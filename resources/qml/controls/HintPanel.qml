pragma ComponentBehavior: Bound

import QtQuick
import theme

// The hardware hint: the device, what the hand holds, and where. kind: put_card, take_card, look_camera, take_paper.
// `stage` 0 loops the three frames; 1, 2 or 3 holds one.
Item {
    id: root

    property string kind: "put_card"
    property int stage: 0
    property int turn: 1
    readonly property int frame: stage > 0 ? stage : turn

    function drawing(part) {
        return Qt.resolvedUrl("../../icons/drawings/" + root.kind + "-" + part + ".svg")
    }

    width: Theme.hintWidth
    height: Theme.hintHeight
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.hintRadius

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.hintTop
            }

            GradientStop {
                position: 1
                color: Theme.hintBottom
            }
        }
    }

    Image {
        anchors.fill: parent
        fillMode: Image.PreserveAspectFit
        source: root.drawing("base")
        sourceSize: Qt.size(Theme.drawingWidth, Theme.drawingHeight)
    }

    Repeater {
        model: 3

        Image {
            required property int index

            anchors.fill: parent
            fillMode: Image.PreserveAspectFit
            opacity: root.frame === index + 1 ? 1 : 0
            visible: opacity > 0
            source: root.drawing(index + 1)
            sourceSize: Qt.size(Theme.drawingWidth, Theme.drawingHeight)

            Behavior on opacity {
                enabled: Theme.moving

                NumberAnimation {
                    duration: Theme.crossMs
                }
            }
        }
    }

    Timer {
        interval: Theme.hintFrameMs
        repeat: true
        running: root.stage === 0 && root.visible
        onTriggered: root.turn = root.turn % 3 + 1
    }
}
