pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// One rule of the photo: state in colour, icon and word. `judged` false: being looked at.
Rectangle {
    id: root

    property bool ok: false
    property bool judged: true
    property string text: ""
    property string advice: ""
    readonly property string mood: !judged ? "waiting" : ok ? "done" : "warn"

    implicitWidth: Theme.contentWidth
    implicitHeight: Math.max(72, words.implicitHeight + Theme.gap16)
    width: parent ? parent.width : implicitWidth
    height: implicitHeight
    radius: Theme.radiusTag
    color: Theme.moodTint(mood)
    border.width: Theme.strong ? 2 : 0
    border.color: Theme.moodInk(mood)

    Rectangle {
        id: disc

        x: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.length(44)
        height: Theme.length(44)
        radius: 22
        color: Theme.moodInk(root.mood)

        Icon {
            anchors.centerIn: parent
            visible: root.judged
            name: root.ok ? "check" : "alert"
            color: Theme.brandInk
            size: Theme.length(28)
        }

        Row {
            anchors.centerIn: parent
            visible: !root.judged
            spacing: 3

            Repeater {
                model: 3

                Rectangle {
                    width: 6
                    height: 6
                    radius: 3
                    color: Theme.brandInk
                }
            }
        }
    }

    Column {
        id: words

        anchors.left: disc.right
        anchors.leftMargin: Theme.gap16
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: parent.verticalCenter

        AppText {
            width: parent.width
            text: root.text
            kind: "label"
            bold: true
            color: Theme.moodInk(root.mood)
            elide: Text.ElideRight
        }

        AppText {
            width: parent.width
            visible: text !== "" && root.judged && !root.ok
            text: root.advice
            kind: "small"
            wrapMode: Text.Wrap
        }
    }
}
