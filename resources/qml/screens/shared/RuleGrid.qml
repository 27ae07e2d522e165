pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls

// The rules of a photo in two columns: each with its tick or its sign.
Grid {
    id: root

    property var rules: []

    columns: 2
    columnSpacing: Theme.gap16
    rowSpacing: Theme.gap12
    width: Theme.contentWidth

    Repeater {
        model: root.rules.length

        RuleRow {
            required property int index
            readonly property var rule: root.rules[index] ?? ({})

            width: (root.width - Theme.gap16) / 2
            text: rule.name ?? ""
            ok: rule.passed ?? false
        }
    }
}
