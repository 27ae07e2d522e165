pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// Who stands before a desk: the picture of the card, the name (masked), a few words, what was verified.
Row {
    id: root

    property string portrait: ""
    property var person: ({})
    property int pictureWidth: 112
    property bool tagged: true

    spacing: Theme.gap16

    Rectangle {
        id: frame

        width: root.pictureWidth
        height: width * 1.25
        visible: root.portrait !== ""
        radius: Theme.radiusTag
        color: Theme.faceGround
        border.color: Theme.cardLine
        border.width: Theme.lineWidth

        Image {
            objectName: "portrait"
            anchors.fill: parent
            anchors.margins: Theme.gap4
            source: root.portrait
            fillMode: Image.PreserveAspectFit
            cache: false
            smooth: true
        }
    }

    Column {
        width: root.width - (frame.visible ? frame.width + root.spacing : 0)
        spacing: Theme.gap8

        AppText {
            width: parent.width
            text: root.person.name ?? ""
            kind: "title"
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.bodySize
        }

        AppText {
            width: parent.width
            text: root.person.about ?? ""
            kind: "label"
            color: Theme.ink2
            wrapMode: Text.Wrap
        }

        Flow {
            width: parent.width
            visible: root.tagged
            spacing: Theme.gap8

            Repeater {
                model: root.person.tags ?? []

                Pill {
                    required property string modelData

                    text: modelData
                    mood: "done"
                }
            }
        }
    }
}
