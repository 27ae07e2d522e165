pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// So many digits were typed; which, nobody sees.
Panel {
    id: root

    property int count: 0
    property string hint: ""
    property string error: ""

    height: Theme.fieldHeight
    radius: Theme.radiusField
    color: Theme.surface
    edgeColor: root.error !== "" ? Theme.bad : Theme.brand
    edgeWidth: Theme.strongEdgeWidth
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("PIN，已输入 %1 位").arg(root.count)

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap32
        visible: root.count === 0
        text: root.hint
        color: Theme.ink3
        Accessible.ignored: true
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.gap32
        spacing: Theme.gap24

        Repeater {
            model: root.count

            Rectangle {
                width: Theme.pinDot
                height: width
                radius: width / 2
                color: Theme.ink
            }
        }
    }
}
