import QtQuick
import theme
import primitives

// Where a locked answer came from: 来自身份证.
Row {
    id: root

    property alias text: words.text

    spacing: Theme.gap12

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: "lock"
        color: Theme.ink2
        size: Theme.tagIcon
    }

    AppText {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        kind: "small"
        color: Theme.ink2
    }
}
