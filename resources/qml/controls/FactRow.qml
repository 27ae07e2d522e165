import QtQuick
import theme
import primitives

// One fact: what it is on the left, what it says on the right.
Item {
    id: root

    property string label: ""
    property string value: ""

    width: Theme.contentWidth
    height: Math.max(Theme.rowHeight, said.implicitHeight + Theme.gap12)

    Divider {
        width: parent.width
    }

    AppText {
        id: name

        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        color: Theme.ink2
    }

    AppText {
        id: said

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - name.implicitWidth - Theme.gap24
        text: root.value
        bold: true
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignRight
    }
}
