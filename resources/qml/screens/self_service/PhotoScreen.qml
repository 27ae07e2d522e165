import QtQuick
import theme
import controls
import "../shared"

// 拍照: live picture and rules, the shutter; afterwards the photo as it will stand on the card.
StepPage {
    id: page

    required property var model
    readonly property bool taken: model.picture !== ""
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool busy: model.mood === "working"
    readonly property var rules: model.rules

    title: page.taken ? qsTr("这张行吗？") : qsTr("拍一张证件照")
    help: page.taken ? qsTr("证件上就用这一张。") : Theme.elder ? qsTr("坐直，看镜头") : qsTr("坐直，看镜头，露出眉毛和耳朵。")
    backText: page.taken ? qsTr("重拍") : qsTr("上一步")
    primaryText: page.troubled ? "" : page.taken ? qsTr("用这张") : page.busy ? qsTr("正在拍") : qsTr("现在拍")
    primaryIcon: page.taken ? "check" : "camera"
    primaryEnabled: !page.busy
    onBack: page.taken ? page.model.retake() : page.model.goBack()
    onPrimary: page.taken ? page.model.goOn() : page.model.shoot()

    HintPanel {
        visible: page.troubled && !(Theme.elder && Theme.low)
        kind: "look_camera"
        height: Theme.elder && !Theme.low ? Theme.length(560) : Theme.hintHeight
    }

    StepTrouble {
        model: page.model
    }

    CameraView {
        visible: !page.taken && !page.troubled
        counter: page.model.preview
        met: page.model.good
        height: Theme.low ? 560 : Theme.elder ? 840 : 600
    }

    StatusStrip {
        objectName: "advice"
        visible: !page.taken && !page.troubled
        text: page.model.advice
        mood: page.model.good ? "done" : "waiting"
    }

    RuleGrid {
        visible: !page.taken && !page.troubled && page.rules.length > 0 && !Theme.low && !Theme.elder
        rules: page.rules
    }

    AppCard {
        visible: page.taken

        Image {
            objectName: "picture"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.length(Theme.low ? 358 : 520)
            height: Theme.length(Theme.low ? 520 : 756)
            source: page.model.picture
            fillMode: Image.PreserveAspectFit
            cache: false
            smooth: true
        }
    }

    StatusStrip {
        visible: page.taken
        text: qsTr("都合格，可以用")
        mood: "done"
    }
}
