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
    clip: height < Theme.hintHeight
    Accessible.ignored: true

    Image {
        width: Theme.hintWidth
        height: Theme.hintHeight
        y: root.height - height
        source: root.drawing("base")
        sourceSize: Qt.size(width, height)
    }

    Repeater {
        model: 3

        Image {
            required property int index

            width: Theme.hintWidth
            height: Theme.hintHeight
            y: root.height - height
            opacity: root.frame === index + 1 ? 1 : 0
            visible: opacity > 0
            source: root.drawing(index + 1)
            sourceSize: Qt.size(width, height)

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
