import QtQuick
import theme
import primitives

// What happens and about how long. progress 0..1 is a bar; below 0 three dots.
StatePanel {
    id: root

    property real progress: -1
    property string primaryText: ""

    signal primary

    mood: "waiting"
    icon: "clock"

    Spinner {
        visible: root.progress < 0
        height: Theme.gap32
    }

    Item {
        visible: root.progress >= 0
        width: Theme.contentWidth - 220
        height: Theme.gap48

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: Theme.length(20)
            radius: 10
            color: Theme.sunken
            border.width: Theme.strong ? 2 : 0
            border.color: Theme.edge

            Rectangle {
                width: Math.max(height, parent.width * Math.max(0, Math.min(1, root.progress)))
                height: parent.height
                radius: 10
                color: Theme.brand
            }
        }
    }

    AppButton {
        objectName: "waitingPrimary"
        visible: root.primaryText !== ""
        width: Theme.length(300)
        height: Theme.smallButtonHeight
        textKind: "body"
        text: root.primaryText
        onClicked: root.primary()
    }
}
