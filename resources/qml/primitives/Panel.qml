import QtQuick
import theme

// A filled, edged rectangle; with `raised` it carries the soft shadow (none in the strong themes).
Item {
    id: root

    property alias color: face.color
    property alias edgeColor: face.border.color
    property alias edgeWidth: face.border.width
    property alias radius: face.radius
    property bool raised: false

    BorderImage {
        readonly property int reach: 40

        anchors.fill: parent
        anchors.margins: -reach
        visible: root.raised && Theme.shadows
        source: visible ? "image://shadow/card" : ""
        border {
            left: reach * 2
            right: reach * 2
            top: reach * 2
            bottom: reach * 2
        }
    }

    Rectangle {
        id: face

        anchors.fill: parent
        color: Theme.surface
        radius: Theme.radiusCard
        border.color: Theme.cardLine
        border.width: Theme.lineWidth
    }
}
