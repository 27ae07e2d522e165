import QtQuick
import theme
import primitives
import controls

// Something to be seen to: a result that was not printed, the centre's no, what an office sent back.
Panel {
    id: root

    required property var desk
    property var told: ({})
    readonly property string act: root.told.act ?? ""

    height: Theme.otherWayHeight - Theme.gap16
    raised: true
    color: Theme.warnTint
    edgeColor: Theme.warnLine

    Column {
        x: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - (acting.visible ? acting.width + Theme.gap24 : 0) - 2 * Theme.gap24

        AppText {
            width: parent.width
            text: root.told.title ?? ""
            bold: true
            color: Theme.warn
            elide: Text.ElideRight
        }

        AppText {
            width: parent.width
            text: root.told.text ?? ""
            kind: "label"
            elide: Text.ElideRight
        }
    }

    AppButton {
        id: acting

        objectName: root.act + "_" + root.told.id
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        visible: root.act !== ""
        text: root.act === "print" ? qsTr("打印结果") : qsTr("查办件")
        kind: root.act === "print" ? "primary" : "plain"
        onClicked: root.act === "print" ? root.desk.papers.printResult(root.told.id) : root.desk.lookUp()
    }
}
