import QtQuick
import theme
import primitives

// The box 以上属实，我同意…; `link` opens the notice.
Item {
    id: root

    property string text: ""
    property string name: "consent"
    property string linkText: ""
    property bool checked: false

    signal toggled(bool checked)
    signal link

    implicitWidth: Theme.contentWidth
    implicitHeight: Math.max(Theme.touch, caption.implicitHeight + Theme.gap16)
    height: implicitHeight

    Pressable {
        id: press

        objectName: root.name
        width: parent.width - (more.visible ? more.width : 0)
        height: parent.height
        label: root.text
        frameRadius: Theme.radiusField
        Accessible.role: Accessible.CheckBox
        Accessible.checked: root.checked
        onClicked: root.toggled(!root.checked)

        Rectangle {
            id: box

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.length(64)
            height: Theme.length(64)
            radius: Theme.radiusTag
            color: root.checked ? Theme.brand : press.pressed ? Theme.surfacePressed : Theme.surface
            border.color: root.checked ? Theme.brand : Theme.edge
            border.width: root.checked ? 0 : Theme.edgeWidth + 1

            Icon {
                anchors.centerIn: parent
                name: "check"
                color: Theme.brandInk
                opacity: root.checked ? 1 : 0
                size: Theme.length(48)

                Behavior on opacity {
                    enabled: Theme.moving

                    NumberAnimation {
                        duration: Theme.tickMs
                    }
                }
            }
        }

        AppText {
            id: caption

            anchors.left: box.right
            anchors.leftMargin: Theme.gap24
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }

    LinkButton {
        id: more

        objectName: "consentLink"
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.linkText !== ""
        text: root.linkText
        iconName: "right"
        iconAfter: true
        onClicked: root.link()
    }
}
