pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// One of a few answers, or several of them where `many` says so. options: [{value, label}]; nothing is chosen in advance
// unless `value`, or `values` of many, says so. `dense`: more beside each other, for few words among other fields.
Column {
    id: root

    property alias label: head.text
    property alias error: head.error
    property var options: []
    property string value: ""
    property bool many: false
    property bool dense: false
    property list<string> values
    // Beside each other at a desk, where a near eye and a mouse need no whole line for each.
    readonly property int columns: !Theme.landscape ? (dense && !Theme.elder ? 2 : 1) : dense ? 4 : many && width >= Theme.contentWidth ? 3 : 2
    readonly property real optionWidth: Math.floor((width - (columns - 1) * spacing) / columns)

    signal chosen(string value)

    width: Theme.contentWidth
    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    FieldLabel {
        id: head

        width: parent.width
        visible: text !== "" || error !== ""
    }

    Flow {
        width: parent.width
        spacing: root.spacing

        Repeater {
            model: root.options

            Pressable {
                id: option

                required property var modelData
                readonly property bool picked: root.many ? root.values.includes(modelData.value) : root.value === modelData.value

                objectName: "option_" + modelData.value
                width: root.optionWidth
                height: Math.max(Theme.fieldHeight, words.implicitHeight + Theme.gap24)
                label: modelData.label
                frameRadius: Theme.radiusField
                Accessible.role: root.many ? Accessible.CheckBox : Accessible.RadioButton
                Accessible.checked: picked
                onClicked: root.chosen(modelData.value)

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusField
                    color: option.picked || option.pressed ? Theme.tint : Theme.surface
                    edgeColor: option.picked ? Theme.brand : Theme.edge
                    edgeWidth: option.picked ? Theme.strongEdgeWidth : Theme.edgeWidth
                }

                Rectangle {
                    id: mark

                    x: Theme.gap32
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.tickDisc
                    height: width
                    radius: root.many ? Theme.radiusTick : width / 2
                    color: option.picked ? Theme.brand : Theme.surface
                    border.color: option.picked ? Theme.brand : Theme.edge
                    border.width: Theme.edgeWidth

                    Icon {
                        anchors.centerIn: parent
                        visible: option.picked
                        name: "check"
                        color: Theme.brandInk
                        size: Math.round(parent.width * 2 / 3)
                    }
                }

                AppText {
                    id: words

                    anchors.left: mark.right
                    anchors.leftMargin: Theme.gap24
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    text: option.modelData.label
                    bold: option.picked
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }
    }
}
