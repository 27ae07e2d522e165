pragma ComponentBehavior: Bound

import QtQuick
import theme

// Three dots, for what takes less than three seconds or is waited for.
Row {
    id: root

    property color color: Theme.brand
    property bool running: true
    property int step: 0
    readonly property int dot: Theme.gap16 + 2

    spacing: Theme.gap12

    Repeater {
        model: 3

        Rectangle {
            required property int index

            width: root.dot
            height: root.dot
            radius: root.dot / 2
            color: root.color
            opacity: [1, 0.55, 0.22][(index + 3 - root.step) % 3]
        }
    }

    Timer {
        interval: Theme.dotsMs
        repeat: true
        running: root.running && root.visible && Theme.moving
        onTriggered: root.step = (root.step + 1) % 3
    }
}
