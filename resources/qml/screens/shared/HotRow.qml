pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 常办: as many as fit; in the elder theme two and 全部事项.
Item {
    id: root

    property var hot: []
    readonly property int most: Theme.elder ? 2 : hot.length

    signal chosen(string code)
    signal all

    width: Theme.contentWidth
    height: Theme.pillHeight

    AppText {
        id: caption

        visible: !Theme.elder
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("常办")
        kind: "label"
        bold: true
        color: Theme.ink2
    }

    Row {
        id: line

        // Equal as the tiles below; a long name takes what the short ones leave.
        readonly property var wishes: Array.from(children).map(each => each.implicitWidth).filter(each => each > 0)
        readonly property bool equal: Math.max(0, ...wishes) <= Theme.tileWidth
        readonly property real spare: (width - wishes.reduce((sum, each) => sum + each, 0) - (wishes.length - 1) * spacing) / Math.max(1, wishes.length)

        x: caption.visible ? caption.width + Theme.gap24 : 0
        width: parent.width - x
        height: parent.height
        spacing: Theme.elder ? Theme.gutter : Theme.gap16 + Theme.gap4

        Repeater {
            model: Math.min(root.most, root.hot.length)

            HotPill {
                required property int index
                readonly property var item: root.hot[index] ?? ({})

                objectName: "hot_" + index
                visible: Theme.elder || x + width <= line.width
                width: !Theme.elder ? implicitWidth : line.equal ? Theme.tileWidth : implicitWidth + line.spare
                text: item.label ?? ""
                onClicked: root.chosen(item.code)
            }
        }

        HotPill {
            objectName: "hot_all"
            visible: Theme.elder
            width: line.equal ? Theme.tileWidth : implicitWidth + line.spare
            text: qsTr("全部事项")
            onClicked: root.all()
        }
    }
}
