import QtQuick
import theme
import controls
import "../shared"

// One material at the glass: its card, and inside of it the button that looks at what lies under the document camera.
Item {
    id: root

    required property var row
    readonly property bool acts: (row.act ?? "") !== ""
    readonly property string advice: row.advice ?? ""

    signal scan

    width: Theme.contentWidth
    height: card.height

    MaterialCard {
        id: card

        objectName: "material_" + root.row.code
        name: root.row.name ?? ""
        from: root.row.working === true ? qsTr("正在看，别动") : root.advice !== "" ? root.advice : root.row.from ?? ""
        fromMood: root.advice !== "" ? "bad" : ""
        icon: root.row.icon ?? "doc"
        tag: root.acts ? "" : root.row.tag ?? ""
        tailWidth: root.acts ? button.width : 0
        mood: root.row.mood ?? "none"
    }

    AppButton {
        id: button

        objectName: "scan_" + root.row.code
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap24
        anchors.verticalCenter: parent.verticalCenter
        visible: root.acts
        enabled: root.row.working !== true
        height: Theme.touch + Theme.gap16
        text: root.row.act === "rescan" ? qsTr("重扫") : qsTr("扫描")
        kind: "outline"
        onClicked: root.scan()
    }
}
