import QtQuick
import theme
import primitives

// One answer: locked rows name their source, every other row is a touch target of its own.
Pressable {
    id: root

    property string value: ""
    property bool locked: false
    property bool editable: !locked
    property string source: ""
    property bool last: false
    property bool strongValue: false
    property int labelWidth: Theme.elder ? 240 : 200

    readonly property bool sourceBelow: Theme.elder && !editable && source !== ""

    signal edit

    enabled: editable
    implicitWidth: Theme.contentWidth
    implicitHeight: Math.max(Theme.rowHeight, answer.implicitHeight + Theme.gap16)
    width: parent ? parent.width : implicitWidth
    height: implicitHeight
    activeFocusOnTab: editable
    frameRadius: Theme.radiusTag
    onClicked: root.edit()

    Rectangle {
        anchors.fill: parent
        visible: root.pressed
        color: Theme.surfacePressed
        radius: Theme.radiusTag
    }

    AppText {
        width: root.labelWidth - Theme.gap16
        anchors.verticalCenter: parent.verticalCenter
        text: root.label
        kind: "label"
        color: Theme.ink2
        wrapMode: Text.Wrap
        maximumLineCount: 2
        Accessible.ignored: true
    }

    Column {
        id: answer

        x: root.labelWidth
        anchors.verticalCenter: parent.verticalCenter
        width: (tail.visible ? tail.x : root.width) - x - Theme.gap16

        AppText {
            width: parent.width
            text: root.value
            bold: root.strongValue
            wrapMode: Text.Wrap // never cut: what is signed is read whole
            Accessible.ignored: true
        }

        SourceMark {
            visible: root.sourceBelow
            text: root.source
        }
    }

    Row {
        id: tail

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: root.editable || (root.source !== "" && !root.sourceBelow)
        spacing: Theme.gap12

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.editable
            name: "pen"
            size: Theme.iconSmall
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.editable
            text: qsTr("改")
            bold: true
            color: Theme.brand
            Accessible.ignored: true
        }

        SourceMark {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.editable
            text: root.source
        }
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !root.last
    }
}
