import QtQuick
import theme

// Nothing here yet: icon, one sentence, one button.
StatePanel {
    id: root

    property string primaryText: ""

    signal primary

    icon: "doc"

    AppButton {
        objectName: "emptyPrimary"
        visible: root.primaryText !== ""
        width: Theme.emptyButtonWidth
        height: Theme.smallButtonHeight
        textKind: "body"
        kind: "primary"
        text: root.primaryText
        onClicked: root.primary()
    }
}
