import QtQuick
import theme
import controls

// 接办: the codes of one slip under the scanner, and in words what is wrong with the last one.
StepPage {
    id: page

    required property var model
    readonly property var told: model.told

    title: qsTr("扫接力码")
    help: qsTr("终端上打的那张纸，或群众手机里拍的码。")
    spacing: Theme.gap16
    backText: qsTr("返回")
    backIcon: "left"
    primaryText: page.model.begun ? qsTr("从头扫") : ""
    note: page.model.begun ? "" : qsTr("扫完请本人刷身份证，\n填好的才会显示。")
    onBack: page.model.goBack()
    onPrimary: page.model.tryAgain()

    StatePanel {
        objectName: "told"
        visible: page.told.title !== undefined
        mood: page.told.mood ?? "warn"
        icon: page.told.icon ?? ""
        title: page.told.title ?? ""
        sentence: page.told.text ?? ""
    }

    HintPanel {
        kind: "scan_code"
        height: 320
    }

    StatusStrip {
        objectName: "strip"
        text: page.model.strip
        mood: "waiting"
    }
}
