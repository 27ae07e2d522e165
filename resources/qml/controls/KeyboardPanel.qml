import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

// Qt's keyboard in our own style: 1080 wide, on the dock. It types Pinyin and English; `language` chooses the first.
InputPanel {
    id: root

    property string language: "zh_CN"

    function choose() {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_GB"]
        VirtualKeyboardSettings.locale = root.language.startsWith("en") ? "en_GB" : "zh_CN"
    }

    width: parent ? parent.width : 0
    visible: active
    onLanguageChanged: root.choose()
    Component.onCompleted: root.choose()
}
