pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// What would raise a score, the most first.
Panel {
    id: root

    property var hints: []

    color: Theme.tint
    width: Theme.contentWidth
    height: body.height + 2 * Theme.gap24

    Column {
        id: body

        x: Theme.gap32
        y: Theme.gap24
        width: root.width - 2 * Theme.gap32
        spacing: Theme.gap12

        AppText {
            width: parent.width
            text: qsTr("怎样能多几分")
            kind: "heading"
            color: Theme.ink
        }

        Repeater {
            model: root.hints.length

            AppText {
                required property int index

                width: body.width
                text: root.hints[index] ?? ""
                color: Theme.ink
                wrapMode: Text.Wrap
            }
        }
    }
}
