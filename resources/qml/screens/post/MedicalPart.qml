import QtQuick
import theme
import primitives
import controls

// One part of the check in the summary: what is wanted, how it stands, and 重测 once it is over.
Panel {
    id: root

    default property alias inside: body.data
    property var row: ({})
    readonly property bool current: row.state === "now"
    readonly property bool over: row.state === "done"

    signal repeat

    height: body.y + body.height + Theme.gap16
    edgeColor: root.current ? Theme.brand : Theme.line
    edgeWidth: root.current ? Theme.edgeWidth + 1 : Theme.lineWidth

    Icon {
        id: mark

        x: Theme.gap16
        anchors.verticalCenter: name.verticalCenter
        name: root.row.icon ?? ""
    }

    AppText {
        id: name

        x: mark.x + mark.width + Theme.gap12
        y: Theme.gap12
        height: Theme.tagHeight
        text: root.row.name ?? ""
        kind: "heading"
    }

    AppText {
        anchors.left: name.right
        anchors.leftMargin: Theme.gap16
        anchors.right: tail.left
        anchors.rightMargin: Theme.gap12
        anchors.verticalCenter: name.verticalCenter
        text: root.row.hint ?? ""
        kind: "label"
        color: Theme.ink2
        elide: Text.ElideRight
    }

    Row {
        id: tail

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: name.verticalCenter
        spacing: Theme.gap12

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: root.row.value ?? ""
            kind: "heading"
        }

        Pill {
            anchors.verticalCenter: parent.verticalCenter
            visible: (root.row.tag ?? "") !== ""
            text: root.row.tag ?? ""
            mood: root.row.mood ?? "none"
        }

        Pressable {
            objectName: "repeat_" + root.row.part
            visible: root.row.repeats ?? false
            width: again.implicitWidth + Theme.gap8
            height: Theme.tagHeight
            label: qsTr("重测%1").arg(root.row.name ?? "")
            frameRadius: Theme.radiusTag
            onClicked: root.repeat()

            AppText {
                id: again

                anchors.centerIn: parent
                text: qsTr("重测")
                kind: "label"
                bold: true
                color: Theme.brand
                Accessible.ignored: true
            }
        }
    }

    Column {
        id: body

        x: Theme.gap16
        y: name.y + name.height + (children.length > 0 && childrenRect.height > 0 ? Theme.gap12 : 0)
        width: parent.width - 2 * Theme.gap16
        spacing: Theme.gap12
    }
}
