import QtQuick
import theme
import primitives

// Words that can be touched: 全部 118 项 ›, 清除重写, 看告知书 ›.
Pressable {
    id: root

    property string text: ""
    property string iconName: ""
    property bool iconAfter: false

    implicitWidth: Math.max(Theme.touch, row.implicitWidth + 2 * Theme.gap8)
    implicitHeight: Theme.touch
    width: implicitWidth
    height: implicitHeight
    label: root.text
    frameRadius: Theme.radiusField

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.gap12
        opacity: root.pressed ? 0.7 : 1
        layoutDirection: root.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== ""
            name: root.iconName
            color: Theme.brand
            size: Theme.iconSmall
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            bold: true
            color: Theme.brand
            Accessible.ignored: true
        }
    }
}
