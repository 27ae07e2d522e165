pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

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

            Row {
                visible: root.person.name !== undefined
                width: parent.width
                spacing: Theme.gap16

                Rectangle {
                    width: 88
                    height: 110
                    visible: root.desk.portrait !== ""
                    radius: Theme.radiusTag
                    color: Theme.faceGround
                    border.color: Theme.cardLine
                    border.width: Theme.lineWidth

                    Image {
                        anchors.fill: parent
                        anchors.margins: Theme.gap4
                        source: root.desk.portrait
                        fillMode: Image.PreserveAspectFit
                        cache: false
                        smooth: true
                    }
                }

                Column {
                    spacing: Theme.gap4

                    AppText {
                        text: root.person.name ?? ""
                        kind: "title"
                    }

                    AppText {
                        text: root.person.about ?? ""
                        kind: "label"
                        color: Theme.ink2
                    }
                }
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
                visible: root.person.name !== undefined
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
        raised: true
        clip: true

        Column {
            x: Theme.cardPadding
            y: Theme.cardPadding
            width: parent.width - 2 * Theme.cardPadding
            visible: !root.desk.showsAll

            Repeater {
                model: root.steps.length

                Item {
                    id: step

                    required property int index
                    readonly property var told: root.steps[index] ?? ({})
                    readonly property bool current: told.state === "now"
                    readonly property bool isLast: index === root.steps.length - 1

                    width: parent.width
                    height: Math.min(84, (root.height - card.height - Theme.gap24 - 2 * Theme.cardPadding) / root.steps.length)
                    Accessible.role: Accessible.StaticText
                    Accessible.name: (index + 1) + " " + told.label

                    Rectangle {
                        visible: !step.isLast
                        x: dot.width / 2 - width / 2
                        y: dot.height + Theme.gap4
                        width: Theme.gap4 / 2
                        height: step.height - dot.height - Theme.gap8
                        color: step.told.state === "done" ? Theme.tintRail : Theme.rail
                    }

                    Rectangle {
                        id: dot

                        width: Theme.stepDisc + Theme.gap4
                        height: width
                        radius: width / 2
                        color: step.current ? Theme.brand : step.told.state === "done" ? Theme.tint : Theme.surface
                        border.width: step.current ? 0 : Theme.edgeWidth
                        border.color: step.told.state === "done" ? Theme.brand : Theme.edge

                        Icon {
                            anchors.centerIn: parent
                            visible: step.told.state === "done"
                            name: "check"
                        }

                        AppText {
                            anchors.centerIn: parent
                            visible: step.told.state !== "done"
                            text: step.index + 1
                            kind: "label"
                            bold: true
                            color: step.current ? Theme.brandInk : Theme.ink2
                        }
                    }

                    Column {
                        x: dot.width + Theme.gap16
                        width: parent.width - x

                        AppText {
                            width: parent.width
                            text: step.told.label ?? ""
                            bold: step.current
                            color: step.current ? Theme.brand : Theme.ink
                            elide: Text.ElideRight
                        }

                        AppText {
                            width: parent.width
                            text: step.told.hint ?? ""
                            kind: "label"
                            color: Theme.ink2
                            elide: Text.ElideRight
                        }
                    }
                }
            }
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
