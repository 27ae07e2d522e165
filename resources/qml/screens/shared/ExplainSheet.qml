import QtQuick
import theme
import primitives
import controls

// Why something is not to be had here, and the act that helps instead. Stands on the dock, over the whole page.
Sheet {
    id: root

    required property var model
    readonly property var words: model.explanation

    objectName: "explanation"
    y: -Theme.pageTop
    open: words.title !== undefined
    onDismissed: root.model.closeExplanation()

    Row {
        width: parent.width
        spacing: Theme.gap32

        Badge {
            iconName: root.words.icon ?? ""
        }

        Column {
            width: parent.width - Theme.badge - Theme.gap32
            spacing: Theme.gap8

            AppText {
                width: parent.width
                text: root.words.title ?? ""
                kind: "heading"
                wrapMode: Text.Wrap
            }

            AppText {
                width: parent.width
                text: root.words.text ?? ""
                color: Theme.ink2
                wrapMode: Text.Wrap
            }
        }
    }

    Row {
        width: parent.width
        spacing: Theme.gutter

        AppButton {
            objectName: "explanationAct"
            visible: (root.words.act ?? "") !== ""
            width: parent.width - closeButton.width - Theme.gutter
            text: root.words.act ?? ""
            kind: "primary"
            onClicked: root.model.actOnExplanation()
        }

        AppButton {
            id: closeButton

            objectName: "explanationClose"
            width: Theme.backWidth
            text: qsTr("知道了")
            onClicked: root.model.closeExplanation()
        }
    }
}
