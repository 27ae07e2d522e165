import QtQuick
import theme
import primitives

// 全程录像: stands in the head as long as the film runs, and cannot be hidden.
Rectangle {
    id: root

    property string time: ""
    property bool broke: false

    width: words.implicitWidth + 2 * Theme.gap48
    height: Theme.pillHeight - Theme.gap4
    radius: Theme.radiusTag
    color: root.broke ? Theme.warnTint : Theme.badTint
    border.width: Theme.strong ? 2 : 0
    border.color: Theme.bad
    Accessible.role: Accessible.StaticText
    Accessible.name: said.text

    Row {
        id: words

        anchors.centerIn: parent
        spacing: Theme.gap12

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.broke
            width: Theme.gap16
            height: width
            radius: width / 2
            color: Theme.recording
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.broke
            name: "alert"
            color: Theme.warn
        }

        AppText {
            id: said

            text: root.broke ? qsTr("录像停了") : qsTr("全程录像 %1").arg(root.time)
            kind: "heading"
            color: root.broke ? Theme.warn : Theme.bad
            Accessible.ignored: true
        }
    }
}
