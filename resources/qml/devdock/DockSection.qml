import QtQuick
import theme
import primitives

// One group of the developer panel: a heading and what stands under it.
Column {
    id: root

    property string title: ""
    default property alias content: flow.data

    width: parent ? parent.width : 0
    spacing: Theme.gap12

    AppText {
        text: root.title
        kind: "label"
        bold: true
    }

    Flow {
        id: flow

        width: root.width
        spacing: Theme.gap12
    }
}
