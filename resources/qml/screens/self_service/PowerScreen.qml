pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 授权委托书: whoever empowers reads it whole, then signs; nobody else may.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool working: model.mood === "working"
    readonly property bool reading: !troubled && !model.signing
    readonly property bool writing: !troubled && !working && model.signing
    readonly property var rows: model.rows
    readonly property var clauses: model.clauses
    property bool missing: false

    function sign() {
        page.missing = !pad.hasInk
        if (pad.hasInk)
            page.model.sign(pad.strokes, pad.inkWidth, pad.inkHeight)
    }

    title: page.troubled || page.working ? qsTr("授权委托书") : page.reading ? qsTr("请本人看一遍") : qsTr("请本人签名")
    help: page.troubled || page.working ? "" : page.reading ? qsTr("写的没错，再去签名。") : qsTr("代办人不能替签。")
    titleTail: page.reading && !Theme.low ? hold.width + Theme.gap24 : 0
    spacing: Theme.gap16
    backText: page.working ? "" : qsTr("上一步")
    primaryText: page.reading ? qsTr("去签名") : page.writing ? qsTr("签好了") : ""
    primaryIcon: page.reading ? "right" : "check"
    onBack: page.model.goBack()
    onPrimary: page.reading ? page.model.goOn() : page.sign()
    onTroubledChanged: pad.clear()

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: page.working
        icon: "seal"
        title: qsTr("正在做委托书")
        sentence: qsTr("约 2 秒，跟着这件事一起交。")
    }

    Item {
        id: lowSlot

        visible: Theme.low && page.reading
        width: parent.width
        height: Theme.touch
    }

    AppCard {
        visible: page.reading
        padding: Theme.gap8
        spacing: 0

        Repeater {
            model: page.rows.length

            ReviewRow {
                required property int index
                readonly property var row: page.rows[index] ?? ({})

                objectName: "power_" + index
                x: Theme.gap24
                width: parent.width - 2 * Theme.gap24
                label: row.label ?? ""
                value: row.value ?? ""
                editable: false
                locked: true
                last: index === page.rows.length - 1
            }
        }
    }

    AppCard {
        visible: page.reading
        spacing: Theme.gap16

        Repeater {
            model: page.clauses.length

            AppText {
                required property int index

                width: parent.width
                text: (index + 1) + ". " + (page.clauses[index] ?? "")
                wrapMode: Text.Wrap
            }
        }
    }

    Item {
        visible: page.writing
        width: parent.width
        height: Theme.touch

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: page.missing && !pad.hasInk
            text: qsTr("还没签名，在框里写")
            kind: "button"
            color: Theme.bad
        }

        LinkButton {
            objectName: "clearSignature"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: pad.hasInk
            text: qsTr("清除重写")
            iconName: "undo"
            onClicked: pad.clear()
        }
    }

    SignaturePad {
        id: pad

        objectName: "signature"
        hint: qsTr("本人签名，写在横线上")
        visible: page.writing
        height: Theme.low ? 400 : Theme.length(640)
        onHeightChanged: clear()
        onVisibleChanged: clear()
    }

    HoldButton {
        id: hold

        visible: page.reading
        parent: Theme.low ? lowSlot : page
        anchors.right: parent.right
        anchors.rightMargin: Theme.low ? 0 : Theme.margin
        y: Theme.low ? 0 : Theme.titleOffset - Theme.gap8
        onHeldChanged: page.model.hold(held)
    }
}
