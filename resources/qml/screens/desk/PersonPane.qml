pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// Who stands before the desk: masked, in full for a while when it is asked for (which leaves a trace).
Panel {
    id: root

    required property var desk
    readonly property var person: root.desk.person
    readonly property var back: root.desk.papers.comesBack
    readonly property bool known: root.person.name !== undefined
    readonly property var rows: root.known ? root.person.rows : []

    width: Theme.deskRight
    raised: true

    Column {
        anchors.centerIn: parent
        visible: !root.known
        spacing: Theme.gap12

        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            round: true
            iconName: "idcard"
        }

        AppText {
            text: qsTr("还没有读证")
            color: Theme.ink2
        }
    }

    Column {
        x: Theme.cardPadding
        y: Theme.cardPadding
        width: parent.width - 2 * Theme.cardPadding
        visible: root.known
        spacing: Theme.gap12

        PersonHead {
            width: parent.width
            portrait: root.desk.portrait
            person: root.person
        }

        Repeater {
            model: root.rows.length

            Item {
                id: row

                required property int index
                readonly property var told: root.rows[index] ?? ({})

                width: parent.width
                height: Math.max(Theme.touch, value.implicitHeight + Theme.gap12)

                Divider {
                    width: parent.width
                }

                AppText {
                    id: label

                    anchors.verticalCenter: parent.verticalCenter
                    width: 96
                    text: row.told.label ?? ""
                    kind: "label"
                    color: Theme.ink2
                }

                AppText {
                    id: value

                    anchors.verticalCenter: parent.verticalCenter
                    anchors.right: parent.right
                    width: parent.width - label.width
                    text: row.told.value ?? ""
                    wrapMode: Text.WrapAnywhere
                    maximumLineCount: 4
                    horizontalAlignment: Text.AlignRight
                }
            }
        }

        AgentBlock {
            objectName: "agent"
            width: parent.width
            agent: root.person.agent ?? ({})
        }

        AppButton {
            objectName: "showAll"
            width: parent.width
            height: Theme.smallButtonHeight
            visible: root.desk.mayShowAll
            enabled: !root.desk.showsAll
            text: root.desk.showsAll ? qsTr("30 秒后收起") : qsTr("看全部信息（留痕）")
            kind: "outline"
            textKind: "label"
            iconName: "eye"
            onClicked: root.desk.showAll()
        }

        Panel {
            objectName: "comesBack"
            width: parent.width
            height: before.height + 2 * Theme.gap16
            visible: root.back.id !== undefined
            color: Theme.warnTint
            edgeColor: Theme.warnLine

            Column {
                id: before

                x: Theme.gap16
                y: Theme.gap16
                width: parent.width - 2 * Theme.gap16
                spacing: Theme.gap8

                AppText {
                    width: parent.width
                    text: qsTr("上次没办完：%1").arg(root.back.item ?? "")
                    kind: "label"
                    bold: true
                    color: Theme.warn
                    wrapMode: Text.Wrap
                }

                AppText {
                    width: parent.width
                    text: qsTr("%1 · %2").arg(root.back.at ?? "").arg(root.back.why ?? "")
                    kind: "label"
                    wrapMode: Text.Wrap
                }

                AppButton {
                    objectName: "takeUp"
                    width: parent.width
                    height: Theme.smallButtonHeight
                    text: qsTr("接着上次的办")
                    kind: "outline"
                    textKind: "label"
                    onClicked: root.desk.papers.takeUp()
                }
            }
        }
    }
}
