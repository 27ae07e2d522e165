pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 核对一下，再签名: the answers masked, the pad, the consent.
StepPage {
    id: page

    required property var model
    readonly property var rows: model.rows
    readonly property bool signed: model.signed
    property string missing: ""

    function submit() {
        page.missing = page.signed && !pad.hasInk ? "ink" : !consent.checked ? "consent" : ""
        if (page.missing === "ink")
            page.reveal(pad)
        else if (page.missing === "consent")
            page.reveal(consent)
        else if (page.signed)
            page.model.sign(pad.strokes, pad.inkWidth, pad.inkHeight)
        else
            page.model.confirm()
    }

    title: page.signed ? qsTr("核对一下，再签名") : qsTr("核对一下")
    help: Theme.low ? "" : page.signed ? qsTr("有错点“改”，没错就签名。") : qsTr("有错点“改”，没错就提交。")
    titleTail: hold.width + Theme.gap24
    spacing: Theme.gap16
    backText: qsTr("上一步")
    primaryText: qsTr("确认提交")
    primaryIcon: "check"
    onBack: page.model.goBack()
    onPrimary: page.submit()

    Item {
        id: lowSlot

        visible: Theme.low
        width: parent.width
        height: Theme.touch
    }

    AppCard {
        padding: Theme.gap8
        spacing: 0

        Repeater {
            model: page.rows.length

            ReviewRow {
                required property int index
                readonly property var row: page.rows[index] ?? ({})

                objectName: "row_" + (row.name || index)
                x: Theme.gap24
                width: parent.width - 2 * Theme.gap24
                label: row.label ?? ""
                value: row.value ?? ""
                editable: row.editable ?? false
                locked: !editable
                source: Theme.elder && row.source ? qsTr("身份证") : row.source ?? ""
                strongValue: index === 0
                last: index === page.rows.length - 1
                onEdit: page.model.edit(row.name)
            }
        }
    }

    Item {
        visible: page.signed
        width: parent.width
        height: Theme.gap48 + Theme.gap8

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: page.missing === "ink" && !pad.hasInk ? qsTr("还没签名，在框里写") : qsTr("在框里签名")
            kind: "button"
            color: page.missing === "ink" && !pad.hasInk ? Theme.bad : Theme.ink
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
        visible: page.signed
        height: 264
    }

    FieldLabel {
        width: parent.width
        visible: error !== ""
        error: page.missing === "consent" && !consent.checked ? qsTr("勾上“属实”，再提交") : ""
    }

    ConsentCheck {
        id: consent

        text: Theme.elder ? qsTr("以上属实") : qsTr("以上属实，我同意用于办理此事")
        linkText: Theme.english ? qsTr("告知书") : qsTr("看告知书")
        onToggled: checked => consent.checked = checked
        onLink: notice.open = true
    }

    HoldButton {
        id: hold

        parent: Theme.low ? lowSlot : page
        anchors.right: parent.right
        anchors.rightMargin: Theme.low ? 0 : Theme.margin
        y: Theme.low ? 0 : Theme.titleOffset - Theme.gap8
        onHeldChanged: page.model.hold(held)
    }

    NoticeSheet {
        id: notice

        parent: page
        paragraphs: page.model.notice
        onDismissed: notice.open = false
    }
}
