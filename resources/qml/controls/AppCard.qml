import QtQuick
import theme
import primitives

// A white card with the soft shadow. Children are placed in a column inside its padding.
Panel {
    id: root

    default property alias inside: column.data
    property int padding: Theme.cardPadding
    property int paddingY: padding
    property alias spacing: column.spacing

    raised: true
    implicitWidth: Theme.contentWidth
    implicitHeight: column.implicitHeight + 2 * root.paddingY
    height: implicitHeight

    Column {
        id: column

        x: root.padding
        y: root.paddingY
        width: root.width - 2 * root.padding
        spacing: Theme.gap16
    }
}
