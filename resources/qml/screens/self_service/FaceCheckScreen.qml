import QtQuick
import theme
import controls
import "../shared"

// 看镜头: the live picture, and in words how it goes.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool passed: model.mood === "passed"

    title: page.passed ? page.model.ofPrincipal ? qsTr("认出本人了") : qsTr("认出您了") : page.model.turning ? qsTr("跟着提示转头") : page.model.ofPrincipal ? qsTr("请本人看镜头") : qsTr("看一下镜头")
    help: Theme.elder ? qsTr("正对镜头，露出整张脸") : qsTr("正对镜头，露出整张脸，几秒就好。")
    backText: qsTr("返回")
    backIcon: "left"
    note: qsTr("只和身份证上的照片比，\n画面不保存。")
    onBack: page.model.goBack()

    CameraView {
        counter: page.model.preview
        met: page.passed
        width: Theme.landscape ? height * 4 / 3 : implicitWidth // a wide picture would show a face without its crown
        anchors.horizontalCenter: parent.horizontalCenter
        height: Theme.landscape ? Theme.hintHeight : page.troubled ? Theme.hintHeight : Theme.low ? 520 : Theme.elder ? 800 : 880
        ground: Theme.canvas
    }

    StepTrouble {
        model: page.model
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled
        text: page.model.strip
        mood: page.passed ? "done" : "working"
    }
}
