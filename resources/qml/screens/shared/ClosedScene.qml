import QtQuick
import theme
import primitives

// One large sign on a calm ground: closed, and why.
Panel {
    id: root

    property string icon: "alert"

    width: Theme.contentWidth
    height: Theme.low ? 520 : Theme.hintHeight
    color: Theme.warnTint
    edgeColor: Theme.warnLine
    edgeWidth: Theme.edgeWidth

    Icon {
        anchors.centerIn: parent
        name: root.icon
        color: Theme.warn
        size: Theme.length(280)
        weight: Theme.iconWeightFaint
    }
}
