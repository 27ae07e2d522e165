import QtQuick
import theme
import primitives

// Who sits here; a touch leaves the desk.
Pressable {
    id: root

    required property string clerk

    width: row.implicitWidth + Theme.gap16
    height: Theme.touch
    label: qsTr("%1，离开窗口").arg(root.clerk)
    frameRadius: Theme.radiusTag

    Row {
        id: row

        height: parent.height
        spacing: Theme.gap8

        Badge {
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.badgeSmall
            round: true
            iconName: "user"
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.clerk
            bold: true
            Accessible.ignored: true
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("离开")
            kind: "label"
            color: Theme.brand
            Accessible.ignored: true
        }
    }
}
