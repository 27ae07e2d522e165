pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// A place, chosen from the widest down or found by its name. steps: [{code, name}], options: [{code, name, place}];
// options are named `place_<code>`, steps `step_<code>`.
Column {
    id: root

    property string label: ""
    property string value: ""
    property string error: ""
    property bool open: false
    property var steps: []
    property var options: []
    property string words: ""
    readonly property int columns: words !== "" ? (Theme.landscape ? 2 : 1) : 3
    readonly property int between: Theme.landscape ? Theme.gap8 : Theme.gap16

    signal toggled
    signal searched(string words)
    signal steppedBack(string code)
    signal picked(string code)

    width: Theme.contentWidth
    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    PickField {
        objectName: "pickPlace"
        width: root.width
        label: root.label
        value: root.value
        placeholder: qsTr("点这里选")
        error: root.error
        onClicked: root.toggled()
    }

    SearchField {
        objectName: "searchPlace"
        width: root.width
        visible: root.open
        text: root.words
        placeholder: qsTr("写地名找")
        onEdited: text => root.searched(text)
    }

    Flow {
        width: root.width
        visible: root.open && root.words === "" && root.steps.length > 0
        spacing: root.between

        Repeater {
            model: root.open ? root.steps : []

            AppButton {
                id: back

                required property var modelData

                objectName: "step_" + modelData.code
                height: Theme.smallButtonHeight
                kind: "soft"
                textKind: "body"
                text: modelData.name
                iconName: "left"
                onClicked: root.steppedBack(back.modelData.code)
            }
        }
    }

    AppText {
        width: root.width
        visible: root.open && root.options.length === 0
        text: qsTr("没有找到，换个字试试")
        kind: "label"
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Flow {
        width: root.width
        visible: root.open && root.options.length > 0
        spacing: root.between

        Repeater {
            model: root.open ? root.options : []

            Pressable {
                id: option

                required property var modelData

                objectName: "place_" + modelData.code
                width: Math.floor((root.width - (root.columns - 1) * root.between) / root.columns)
                height: Math.max(Theme.fieldHeight, lines.implicitHeight + Theme.gap16)
                label: modelData.name + " " + modelData.place
                frameRadius: Theme.radiusField
                onClicked: root.picked(option.modelData.code)

                Panel {
                    anchors.fill: parent
                    radius: Theme.radiusField
                    color: option.pressed ? Theme.tint : Theme.surface
                    edgeColor: Theme.edge
                    edgeWidth: Theme.edgeWidth
                }

                Column {
                    id: lines

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.margins: Theme.landscape ? Theme.gap12 : Theme.gap16
                    anchors.verticalCenter: parent.verticalCenter

                    AppText {
                        width: parent.width
                        horizontalAlignment: option.modelData.place === "" ? Text.AlignHCenter : Text.AlignLeft
                        text: option.modelData.name
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }

                    AppText {
                        width: parent.width
                        visible: text !== ""
                        text: option.modelData.place
                        kind: "small"
                        color: Theme.ink2
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
