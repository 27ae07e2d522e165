import QtQuick
import theme

// What happened and what to do. The first button is tried again, the second calls a person; after the third failure
// `failures` turns them round. mood: bad, or warn for something done all the same (已存好，等网络).
StatePanel {
    id: root

    property string primaryText: ""
    property string primaryIcon: ""
    property string secondaryText: ""
    property int failures: 0
    readonly property bool turned: failures >= 3 && secondaryText !== ""

    signal primary
    signal secondary

    mood: "bad"
    icon: "alert"

    AppButton {
        objectName: "troublePrimary"
        visible: root.primaryText !== ""
        width: Theme.elder ? 360 : 300
        height: Theme.smallButtonHeight
        textKind: "body"
        kind: root.turned ? "plain" : "primary"
        text: root.primaryText
        iconName: root.primaryIcon
        onClicked: root.primary()
    }

    AppButton {
        objectName: "troubleSecondary"
        visible: root.secondaryText !== ""
        width: Theme.elder ? 360 : 300
        height: Theme.smallButtonHeight
        textKind: "body"
        kind: root.turned ? "primary" : "plain"
        text: root.secondaryText
        onClicked: root.secondary()
    }
}
