import QtQuick
import theme

// A dialog: scrim over the page, a panel that rises from below and stands on the dock, which is never covered.
Item {
    id: root

    default property alias content: column.data
    property bool open: false
    property bool closable: true
    property alias spacing: column.spacing
    readonly property alias panel: box
    readonly property bool atRest: !slide.running

    signal dismissed

    width: Theme.sceneWidth
    height: Theme.dockTop
    visible: open || slide.running
    enabled: open
    Accessible.role: Accessible.Dialog

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: root.open ? 1 : 0

        Behavior on opacity {
            enabled: Theme.moving

            NumberAnimation {
                duration: root.open ? Theme.riseMs : Theme.fallMs
            }
        }
    }

    MouseArea {
        anchors.fill: parent
        onClicked: if (root.closable)
            root.dismissed()
    }

    Item {
        id: box

        readonly property real rest: Theme.landscape ? (root.height - height) / 2 : root.height - height - Theme.gap24

        x: (parent.width - width) / 2
        y: root.open ? rest : root.height
        width: Theme.dialogWidth
        height: column.height + 2 * Theme.dialogPadding

        Behavior on y {
            enabled: Theme.moving

            NumberAnimation {
                id: slide

                duration: root.open ? Theme.riseMs : Theme.fallMs
                easing.type: Easing.OutCubic
            }
        }

        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusLarge
            color: Theme.surface
            border.width: Theme.strong ? Theme.edgeWidth : 0
            border.color: Theme.edge
        }

        MouseArea {
            anchors.fill: parent
        }

        Column {
            id: column

            x: Theme.dialogPadding
            y: Theme.dialogPadding
            width: parent.width - 2 * Theme.dialogPadding
            spacing: Theme.landscape ? Theme.gap16 : Theme.gap32
        }
    }
}
