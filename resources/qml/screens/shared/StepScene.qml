import QtQuick
import theme
import primitives

// What a page without a device shows above its words, so that the words and the act lie where the hand is.
Item {
    id: root

    property string icon: "doc"

    width: Theme.contentWidth
    height: Theme.hintHeight
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.hintRadius

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.hintTop
            }

            GradientStop {
                position: 1
                color: Theme.hintBottom
            }
        }
    }

    Rectangle {
        anchors.centerIn: parent
        width: root.height / 2
        height: width
        radius: width / 2
        color: Theme.surface
        border.width: Theme.strong ? Theme.edgeWidth : 0
        border.color: Theme.edge

        Icon {
            anchors.centerIn: parent
            name: root.icon
            size: Math.round(parent.width / 2)
        }
    }
}
