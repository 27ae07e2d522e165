pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 身体条件检查: every part with its figures beside its limit, and which one goes on. `model` is the page's.
Panel {
    id: root

    required property var model
    readonly property var parts: root.model.parts

    function row(part) {
        return root.parts.find(each => each.part === part) ?? ({})
    }

    raised: true

    AppText {
        id: title

        x: Theme.cardPadding
        y: Theme.gap16
        height: Theme.touch
        text: qsTr("身体条件检查")
        kind: "title"
        Accessible.role: Accessible.Heading
    }

    Pill {
        objectName: "standard"
        anchors.right: parent.right
        anchors.rightMargin: Theme.cardPadding
        anchors.verticalCenter: title.verticalCenter
        visible: text !== ""
        text: root.model.standard
        mood: "waiting"
    }

    Column {
        x: Theme.cardPadding - Theme.gap4
        y: title.y + title.height + Theme.gap12
        width: parent.width - 2 * x
        spacing: Theme.gap12

        MedicalPart {
            width: parent.width
            row: root.row("height")
            onRepeat: root.model.repeat("height")
        }

        MedicalPart {
            width: parent.width
            row: root.row("vision")
            onRepeat: root.model.repeat("vision")

            Repeater {
                model: root.model.eyes.length

                EyeBar {
                    required property int index

                    width: parent.width
                    eye: root.model.eyes[index] ?? ({})
                    limit: root.model.limit
                }
            }
        }

        MedicalPart {
            width: parent.width
            row: root.row("colour")
            onRepeat: root.model.repeat("colour")

            Row {
                width: parent.width
                spacing: Theme.gap12

                Repeater {
                    model: root.model.plates.length

                    ResultTile {
                        required property int index
                        readonly property var plate: root.model.plates[index] ?? ({})

                        width: (parent.width - 3 * Theme.gap12) / 4
                        name: plate.name ?? ""
                        answer: plate.answer ?? ""
                        mood: plate.state === "right" ? "done" : plate.state === "wrong" ? "bad" : plate.state ?? "later"
                    }
                }
            }
        }

        MedicalPart {
            width: parent.width
            row: root.row("hearing")
            onRepeat: root.model.repeat("hearing")

            Row {
                width: parent.width
                spacing: Theme.gap12

                Repeater {
                    model: root.model.ears.length

                    ResultTile {
                        required property int index
                        readonly property var ear: root.model.ears[index] ?? ({})

                        width: (parent.width - Theme.gap12) / 2
                        name: ear.name ?? ""
                        answer: ear.answer ?? ""
                        mood: ear.state === "heard" ? "done" : ear.state === "unheard" ? "bad" : ear.ear === root.model.ear ? "now" : "later"
                    }
                }
            }
        }

        MedicalPart {
            width: parent.width
            row: root.row("acts")
            onRepeat: root.model.repeat("acts")

            Row {
                spacing: Theme.gap8

                Repeater {
                    model: root.model.acts.length

                    Rectangle {
                        id: dot

                        required property int index
                        readonly property var act: root.model.acts[index] ?? ({})

                        width: Theme.tagHeight
                        height: width
                        radius: width / 2
                        color: dot.act.state === "shown" ? Theme.okTint : dot.act.state === "cannot" ? Theme.warnTint : Theme.sunken

                        Icon {
                            anchors.centerIn: parent
                            visible: dot.act.state !== "later"
                            name: dot.act.state === "shown" ? "check" : "x"
                            color: dot.act.state === "shown" ? Theme.ok : Theme.warn
                            size: Theme.iconSmall
                        }

                        AppText {
                            anchors.centerIn: parent
                            visible: dot.act.state === "later"
                            text: dot.index + 1
                            kind: "small"
                            color: Theme.ink2
                        }
                    }
                }
            }
        }
    }
}
