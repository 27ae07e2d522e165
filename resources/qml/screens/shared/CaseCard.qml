import QtQuick
import theme
import primitives
import controls

// One case of the list: what it is, how it stands, when and under which number, and why it stands so.
Pressable {
    id: root

    property var told: ({})

    width: Theme.contentWidth
    height: card.height
    label: root.told.name ?? ""

    AppCard {
        id: card

        width: parent.width
        spacing: Theme.gap8
        color: root.pressed ? Theme.surfacePressed : Theme.surface

        Item {
            width: parent.width
            height: Math.max(name.height, pill.height)

            AppText {
                id: name

                width: parent.width - pill.width - Theme.gap16
                anchors.verticalCenter: parent.verticalCenter
                text: root.told.name ?? ""
                kind: "button"
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Pill {
                id: pill

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: root.told.status ?? ""
                mood: root.told.mood === "working" ? "waiting" : root.told.mood ?? "none"
            }
        }

        Item {
            width: parent.width
            height: Math.max(when.height, arrow.height)

            AppText {
                id: when

                width: parent.width - arrow.width - Theme.gap16
                anchors.verticalCenter: parent.verticalCenter
                text: (root.told.day ?? "") + " · " + (root.told.number ?? "")
                kind: "label"
                color: Theme.ink2
                elide: Text.ElideRight
            }

            Icon {
                id: arrow

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                name: "right"
                size: Theme.icon
            }
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.told.reason ?? ""
            kind: "label"
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
}
