import QtQuick
import theme
import primitives

// A row that is on or off; the word says which.
Pressable {
    id: root

    property string text: ""
    property string iconName: ""
    property bool checked: false

    signal toggled

    width: parent ? parent.width : Theme.contentWidth
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

    Icon {
        id: sign

        x: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        color: root.checked ? Theme.brand : Theme.ink
        size: Theme.iconLarge
    }

    AppText {
        anchors.left: sign.right
        anchors.leftMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        kind: "button"
        Accessible.ignored: true
    }

    AppText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        text: root.checked ? qsTr("开着") : qsTr("关着")
        bold: root.checked
        color: root.checked ? Theme.brand : Theme.ink2
        Accessible.ignored: true
    }
}
