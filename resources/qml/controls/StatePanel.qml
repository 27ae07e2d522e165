import QtQuick
import theme
import primitives

// The common shape of error, waiting, empty: icon on a tint, title, one sentence, then buttons or a bar.
AppCard {
    id: root

    default property alias more: extra.data
    property string icon: "info"
    property string title: ""
    property string sentence: ""
    property string mood: "waiting"
    property bool titleInMood: mood === "bad" || mood === "warn"

    padding: Theme.cardPadding

    Item {
        width: parent.width
        height: Math.max(Theme.badge, words.height)

        Badge {
            x: Theme.gap8
            iconName: root.icon
            color: Theme.moodTint(root.mood)
            iconColor: Theme.moodInk(root.mood)
        }

        Column {
            id: words

            x: Theme.badge + Theme.gap8 + 28
            width: parent.width - x
            spacing: Theme.gap4

            AppText {
                width: parent.width
                text: root.title
                kind: "heading"
                color: root.titleInMood ? Theme.moodInk(root.mood) : Theme.ink
                wrapMode: Text.Wrap
                Accessible.role: Accessible.AlertMessage
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: root.sentence
                kind: "body"
                font.pixelSize: Theme.sentenceSize
                wrapMode: Text.Wrap
            }

            Item {
                width: 1
                height: Theme.gap8
                visible: extra.visible
            }

            Row {
                id: extra

                width: parent.width
                visible: children.length > 0 && childrenRect.height > 0
                spacing: 20
            }
        }
    }
}
