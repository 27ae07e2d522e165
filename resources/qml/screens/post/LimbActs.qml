pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 四肢、躯干、颈部: each act is shown to the camera and ticked; the doctor judges by the film.
CheckTest {
    id: test

    required property var model
    readonly property var rows: model.acts

    function takesKey(key) {
        const row = test.rows[key - Qt.Key_1]
        if (row === undefined)
            return false
        test.model.tellAct(row.act, true)
        return true
    }

    AppText {
        id: hint

        width: parent.width
        text: qsTr("退到全身都在镜头里，一项一项做。做完一项按它的数字键。")
        color: Theme.ink2
    }

    Column {
        y: hint.height + Theme.gap16
        width: parent.width

        Repeater {
            model: test.rows.length

            Item {
                id: line

                required property int index
                readonly property var row: test.rows[index] ?? ({})
                readonly property bool told: row.state !== "later"

                objectName: "act_" + row.act
                width: parent.width
                height: 92

                Divider {
                    width: parent.width
                }

                Rectangle {
                    id: disc

                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.badgeSmall
                    height: width
                    radius: width / 2
                    color: line.row.state === "shown" ? Theme.ok : Theme.surface
                    border.width: line.row.state === "shown" ? 0 : Theme.edgeWidth
                    border.color: line.row.state === "cannot" ? Theme.warn : Theme.edge

                    Icon {
                        anchors.centerIn: parent
                        visible: line.told
                        name: line.row.state === "shown" ? "check" : "x"
                        color: line.row.state === "shown" ? Theme.brandInk : Theme.warn
                    }

                    AppText {
                        anchors.centerIn: parent
                        visible: !line.told
                        text: line.index + 1
                        bold: true
                        color: Theme.ink2
                    }
                }

                Column {
                    anchors.left: disc.right
                    anchors.leftMargin: Theme.gap16
                    anchors.right: buttons.left
                    anchors.rightMargin: Theme.gap16
                    anchors.verticalCenter: parent.verticalCenter

                    Row {
                        spacing: Theme.gap12

                        AppText {
                            text: line.row.name ?? ""
                            bold: true
                        }

                        AppText {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: line.told
                            text: line.row.state === "cannot" ? qsTr("做不了，医生会看") : line.row.at !== "" ? qsTr("做了，开始后 %1").arg(line.row.at) : qsTr("做了")
                            kind: "label"
                            color: line.row.state === "cannot" ? Theme.warn : Theme.ok
                        }
                    }

                    AppText {
                        width: parent.width
                        text: line.row.hint ?? ""
                        kind: "label"
                        color: Theme.ink2
                        elide: Text.ElideRight
                    }
                }

                Row {
                    id: buttons

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gap12

                    AppButton {
                        objectName: "shown_" + line.row.act
                        width: 120
                        text: qsTr("做了")
                        kind: "outline"
                        onClicked: test.model.tellAct(line.row.act, true)
                    }

                    AppButton {
                        objectName: "cannot_" + line.row.act
                        width: 120
                        text: qsTr("做不了")
                        onClicked: test.model.tellAct(line.row.act, false)
                    }
                }
            }
        }
    }
}
