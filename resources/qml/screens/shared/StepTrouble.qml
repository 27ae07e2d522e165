import QtQuick
import theme
import controls

// The trouble of a step, next to its cause: try again, or a person, who comes first after the third failure.
TroublePanel {
    id: root

    required property var model
    readonly property var words: model.trouble

    objectName: "trouble"
    visible: words.title !== undefined
    icon: words.icon ?? ""
    title: words.title ?? ""
    sentence: words.text ?? ""
    failures: words.times ?? 0
    primaryText: words.act ?? ""
    secondaryText: Theme.elder ? qsTr("找人帮") : qsTr("找人帮忙")
    onPrimary: root.model.tryAgain()
    onSecondary: root.model.callHelp()
}
