import QtQuick
import theme
import primitives

// What 长辈版 opens on a step page: larger letters, lower screen, stronger contrast.
Sheet {
    id: root

    property bool elder: false
    property bool low: false
    property bool contrast: false

    signal elderToggled
    signal lowToggled
    signal contrastToggled

    spacing: Theme.gap24
    Accessible.name: qsTr("字和屏幕")

    AppText {
        width: parent.width
        text: qsTr("怎么看着方便？")
        kind: "title"
        font.pixelSize: Theme.length(Theme.elder ? 70 : 54)
    }

    SwitchRow {
        objectName: "elderSwitch"
        text: qsTr("字大一点")
        iconName: "textsize"
        checked: root.elder
        onToggled: root.elderToggled()
    }

    SwitchRow {
        objectName: "lowSwitch"
        text: qsTr("屏幕放低")
        iconName: "wheelchair"
        checked: root.low
        onToggled: root.lowToggled()
    }

    SwitchRow {
        objectName: "contrastSwitch"
        text: qsTr("对比强一点")
        iconName: "eye"
        checked: root.contrast || root.elder
        enabled: !root.elder
        onToggled: root.contrastToggled()
    }

    AppButton {
        objectName: "closeAccess"
        width: parent.width
        text: qsTr("好了")
        kind: "primary"
        onClicked: root.dismissed()
    }
}
