pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What waits at this desk: what is to be seen to, and what was not finished. It scrolls where it is more than its place.
Item {
    id: root

    required property var desk
    readonly property var unfinished: root.desk.unfinished
    readonly property var open: root.desk.papers.open
    readonly property int wantedHeight: column.height + 2 * Theme.gap24

    visible: root.unfinished.length > 0 || root.open.length > 0

    Flickable {
        id: flick

        anchors.fill: parent
        contentWidth: width
        contentHeight: root.wantedHeight
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive

        Column {
            id: column

            x: Theme.deskPadding
            y: Theme.gap24
            width: Theme.contentWidth
            spacing: Theme.gap12

            AppText {
                visible: root.open.length > 0
                text: qsTr("要看一下的")
                kind: "title"
            }

            Repeater {
                model: root.open.length

                OpenRow {
                    required property int index

                    width: column.width
                    desk: root.desk
                    told: root.open[index] ?? ({})
                }
            }

            AppText {
                visible: root.unfinished.length > 0
                text: qsTr("没办完的")
                kind: "title"
            }

            AppText {
                visible: root.unfinished.length > 0
                text: qsTr("填好的都在。接着办，或者不办了就清掉。")
                color: Theme.ink2
            }

            Repeater {
                model: root.unfinished.length

                UnfinishedRow {
                    required property int index

                    width: column.width
                    desk: root.desk
                    told: root.unfinished[index] ?? ({})
                }
            }
        }
    }

    MoreBelow {
        objectName: "moreWaits"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        visible: flick.interactive && !flick.atYEnd
        onClicked: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height - Theme.moreHeight)
    }
}
