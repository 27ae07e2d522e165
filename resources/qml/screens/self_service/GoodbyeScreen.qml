import QtQuick
import theme
import primitives
import controls

// 再见: nothing of the person is left on the glass.
StepPage {
    id: page

    required property var model

    titleVisible: false
    primaryText: qsTr("回首页")
    onPrimary: page.model.goOn()

    ResultHead {
        title: qsTr("办好了，慢走")
        text: qsTr("您的信息已从屏幕上清掉。")
    }

    AppText {
        width: parent.width
        text: qsTr("随身的东西都带上了吗？")
        kind: "heading"
        wrapMode: Text.Wrap
    }
}
