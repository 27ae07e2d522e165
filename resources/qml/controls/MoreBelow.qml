import QtQuick
import theme
import primitives

// Says that the page goes on, for those who do not know to push it up; a touch brings the next part.
Pressable {
    id: root

    width: row.implicitWidth + 2 * Theme.gap32
    height: Theme.moreHeight
    label: words.text
    frameRadius: root.height / 2

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: root.pressed ? Theme.brandPressed : Theme.brand
        border.color: Theme.surface
        border.width: Theme.gap4
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap12

        AppText {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("往下还有")
            kind: "label"
            bold: true
            color: Theme.brandInk
            Accessible.ignored: true
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "down"
            color: Theme.brandInk
            size: Theme.iconSmall
        }
    }
}
