pragma ComponentBehavior: Bound

import QtQuick
import theme

// What comes next, with dates. rows: [{when, text, state: done|later}].
AppCard {
    id: root

    property var rows: []

    spacing: 0
    padding: Theme.gap24
    paddingY: Theme.gap16

    Repeater {
        model: root.rows

        TimelineRow {
            required property var modelData
            required property int index

            x: Theme.gap12
            width: root.width - 2 * Theme.cardPadding
            number: index + 1
            when: modelData.when
            text: modelData.text
            phase: modelData.state
            last: index === root.rows.length - 1
        }
    }
}
