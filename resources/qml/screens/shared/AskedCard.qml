pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What an office waits for: the names, its reason, and where it can be brought if not here. rows: [{names, reason}].
AppCard {
    id: root

    property var rows: []
    property string elsewhere: ""

    objectName: "asked"
    visible: root.rows.length > 0
    color: Theme.warnTint
    spacing: Theme.gap12

    AppText {
        text: qsTr("要补的")
        kind: "heading"
        color: Theme.warn
    }

    Repeater {
        model: root.rows

        Column {
            id: row

            required property var modelData

            width: root.width - 2 * root.padding
            spacing: Theme.gap4

            AppText {
                width: parent.width
                visible: text !== ""
                text: row.modelData.names
                bold: true
                wrapMode: Text.Wrap
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: row.modelData.reason
                wrapMode: Text.Wrap
            }
        }
    }

    AppText {
        width: parent.width
        visible: text !== ""
        text: root.elsewhere
        kind: "label"
        wrapMode: Text.Wrap
    }
}
