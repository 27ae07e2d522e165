import QtQuick
import theme
import primitives
import controls

// Something to be seen to: a result that was not printed, the centre's no, a case nobody decided, what an office sent back.
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
        text: root.act === "print" ? qsTr("打印结果") : root.act === "decide" ? qsTr("去办结") : qsTr("查办件")
        kind: root.act === "lookUp" ? "plain" : "primary"
        onClicked: root.act === "print" ? root.desk.papers.printResult(root.told.id) : root.act === "decide" ? root.desk.papers.decide(root.told.id) : root.desk.lookUp()
    }
}
