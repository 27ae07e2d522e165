pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// Five grades in one row, same size, same colour, none chosen in advance; grade 5 is 非常满意.
Row {
    id: root

    property int grade: 0
    readonly property var words: [qsTr("非常满意"), qsTr("满意"), qsTr("基本满意"), qsTr("不满意"), qsTr("非常不满意")]

    readonly property bool twoLines: Theme.elder || Theme.english

    signal chosen(int grade)

    width: Theme.contentWidth - 2 * Theme.cardPadding
    spacing: Theme.gap16 - 6

    Repeater {
        model: 5

        Pressable {
            id: cell

            required property int index
            readonly property int worth: 5 - index
            readonly property bool picked: root.grade === worth

            objectName: "grade_" + worth
            width: (root.width - 4 * root.spacing) / 5
            height: Theme.elder ? 240 : 200
            label: root.words[index]
            frameRadius: Theme.radiusField
            onClicked: root.chosen(cell.worth)

            Rectangle {
                anchors.fill: parent
                radius: Theme.radiusField
                color: cell.picked || cell.pressed ? Theme.tint : Theme.faceGround
                border.width: cell.picked ? Theme.strongEdgeWidth : Theme.edgeWidth
                border.color: cell.picked ? Theme.brand : Theme.edge
            }

            Icon {
                id: face

                anchors.horizontalCenter: parent.horizontalCenter
                y: Theme.gap24 + (Theme.elder ? 0 : Theme.gap8)
                name: "f" + cell.worth
                color: cell.picked ? Theme.brand : Theme.ink
                size: Theme.length(88)
            }

            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.top: face.bottom
                anchors.topMargin: Theme.gap8
                width: parent.width - Theme.gap12
                height: parent.height - y - Theme.gap8
                text: root.twoLines ? root.words[cell.index].replace("非常", "非常\n") : root.words[cell.index]
                kind: "label"
                font.pixelSize: Theme.length(Theme.elder ? 38 : 30)
                bold: cell.picked
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: root.twoLines ? Text.AlignTop : Text.AlignVCenter
                wrapMode: root.twoLines ? Text.Wrap : Text.NoWrap
                fontSizeMode: root.twoLines ? Text.FixedSize : Text.HorizontalFit
                minimumPixelSize: 24
                maximumLineCount: 2
                Accessible.ignored: true
            }
        }
    }
}
