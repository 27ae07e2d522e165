pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// The left of a post while somebody is there: who, which licence, how far.
Item {
    id: root

    required property var branch
    required property var desk
    readonly property var person: root.desk.person
    readonly property var steps: root.branch !== null ? root.branch.steps : []
    readonly property var terms: root.branch !== null ? root.branch.terms : []

    width: Theme.deskLeft

    Panel {
        id: card

        width: parent.width
        height: about.height + 2 * Theme.cardPadding
        raised: true

        Column {
            id: about

            x: Theme.cardPadding
            y: Theme.cardPadding
            width: parent.width - 2 * Theme.cardPadding
            spacing: Theme.gap12

            PersonHead {
                width: parent.width
                visible: root.person.name !== undefined
                pictureWidth: 80
                tagged: false
                portrait: root.desk.portrait
                person: root.person
            }

            Flow {
                width: parent.width
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

            Divider {
                width: parent.width
                visible: root.person.name !== undefined
            }

            AppText {
                width: parent.width
                text: root.branch !== null ? root.branch.business : ""
                kind: "heading"
                color: Theme.brand
                elide: Text.ElideRight
            }

            Repeater {
                model: root.terms

                AppText {
                    required property string modelData

                    width: about.width
                    text: modelData
                    kind: "label"
                    color: Theme.ink2
                    wrapMode: Text.Wrap
                }
            }

            AppButton {
                objectName: "showAll"
                width: parent.width
                height: Theme.smallButtonHeight
                visible: root.person.name !== undefined && root.desk.mayShowAll
                enabled: !root.desk.showsAll
                text: root.desk.showsAll ? qsTr("30 秒后收起") : qsTr("看全部信息（留痕）")
                kind: "outline"
                textKind: "label"
                iconName: "eye"
                onClicked: root.desk.showAll()
            }
        }
    }

    Panel {
        y: card.height + Theme.gap24
        width: parent.width
        height: root.height - y
        visible: root.steps.length > 0
        raised: true
        clip: true

        BranchSteps {
            x: Theme.cardPadding
            y: Theme.cardPadding
            width: parent.width - 2 * Theme.cardPadding
            height: parent.height - 2 * Theme.cardPadding
            visible: !root.desk.showsAll
            steps: root.steps
        }

        // What the card says in full, for as long as it was asked for.
        Column {
            x: Theme.cardPadding
            y: Theme.cardPadding
            width: parent.width - 2 * Theme.cardPadding
            visible: root.desk.showsAll
            spacing: Theme.gap12

            Repeater {
                model: root.desk.showsAll ? root.person.rows ?? [] : []

                Column {
                    id: row

                    required property var modelData

                    width: parent.width

                    AppText {
                        text: row.modelData.label
                        kind: "label"
                        color: Theme.ink2
                    }

                    AppText {
                        width: parent.width
                        text: row.modelData.value
                        wrapMode: Text.WrapAnywhere
                    }
                }
            }
        }
    }
}
