import QtQuick
import theme
import primitives

// 按住看全: `held` is true while the finger stays down, never longer.
Item {
    id: root

    property string text: qsTr("按住看全")
    readonly property bool held: area.pressed

    implicitWidth: row.implicitWidth + 2 * Theme.gap32
    implicitHeight: Theme.touch
    width: implicitWidth
    height: implicitHeight
    Accessible.role: Accessible.Button
    Accessible.name: root.text

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusField
        color: root.held ? Theme.tintPressed : Theme.tint
        border.width: Theme.strong ? Theme.edgeWidth : 0
        border.color: Theme.edge
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap12

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: "eye"
            size: Theme.icon
        }

        AppText {
            text: root.text
            bold: true
            color: Theme.brand
            Accessible.ignored: true
        }
    }

    MouseArea {
        id: area

        objectName: "hold"
        anchors.fill: parent
        preventStealing: true
    }
}
