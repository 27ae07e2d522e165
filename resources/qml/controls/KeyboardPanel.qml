pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

// Qt's keyboard in our own style: 1080 wide, on the dock. It types Pinyin and English; `language` chooses the first.
// `dataPath` is where it keeps learnt words: a new folder makes it forget the old ones.
Item {
    id: root

    property string language: "zh_CN"
    property string dataPath: ""
    readonly property bool digits: (InputContext.inputMethodHints & (Qt.ImhDigitsOnly | Qt.ImhDialableCharactersOnly)) !== 0
    readonly property bool latin: (InputContext.inputMethodHints & Qt.ImhLatinOnly) !== 0
    readonly property var panel: keys.item
    readonly property bool active: panel !== null && panel.active

    function settle() {
        if (root.dataPath !== "")
            VirtualKeyboardSettings.userDataPath = root.dataPath
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_GB"]
        root.speak()
    }

    // Where only letters and digits are wanted, Pinyin would make words of them.
    function speak() {
        VirtualKeyboardSettings.locale = root.latin || root.language.startsWith("en") ? "en_GB" : "zh_CN"
    }

    width: parent ? parent.width : 0
    height: panel !== null ? panel.height : 0
    onLanguageChanged: root.settle()
    onLatinChanged: root.speak()
    onDataPathChanged: root.settle()
    Component.onCompleted: {
        root.settle()
        // The engines look for their folder when they are made, so the panel comes after the settings.
        keys.active = true
    }

    Loader {
        id: keys

        width: parent.width
        active: false

        sourceComponent: InputPanel {
            width: root.width
        }
    }

    Binding {
        // The settings group has no type of its own in the module's description.
        // qmllint disable unresolved-type
        target: VirtualKeyboardSettings.wordCandidateList
        // qmllint enable unresolved-type
        property: "alwaysVisible"
        value: !root.digits && !root.latin
    }
}
