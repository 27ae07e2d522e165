import QtQuick
import theme
import primitives

// One of several answers, any number of which may be ticked.
Pressable {
    id: root

    property string text: ""
    property bool checked: false

    signal toggled

    height: Theme.fieldHeight
    label: root.text
    frameRadius: Theme.radiusField
    Accessible.role: Accessible.CheckBox
    Accessible.checked: root.checked
    onClicked: root.toggled()

    Panel {
        anchors.fill: parent
        radius: Theme.radiusField
        color: root.checked || root.pressed ? Theme.tint : Theme.surface
        edgeColor: root.checked ? Theme.brand : Theme.edge
        edgeWidth: root.checked ? Theme.strongEdgeWidth : Theme.edgeWidth
    }

    Rectangle {
        id: box

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(Theme.gap48, root.height / 2)
        height: width
        radius: width / 4
        color: root.checked ? Theme.brand : Theme.surface
        border.color: root.checked ? Theme.brand : Theme.edge
        border.width: Theme.edgeWidth

        Icon {
            anchors.centerIn: parent
            visible: root.checked
            name: "check"
            color: Theme.brandInk
            size: box.width * 2 / 3
        }
    }

    AppText {
        anchors.left: box.right
        anchors.leftMargin: Theme.gap24
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        bold: root.checked
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
