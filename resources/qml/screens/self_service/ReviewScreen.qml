pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 核对一下，再签名: the answers masked, the pad, the consent. Where both do not fit (elder theme, low layout, a desk, two people) they come
// one after the other, so that the act is always in sight.
StepPage {
    id: page

    required property var model
    readonly property var rows: model.rows
    readonly property bool signed: model.signed
    readonly property bool split: signed && (Theme.elder || Theme.low || Theme.landscape || model.byAgent)
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool reading: !troubled && (!split || !signing)
    readonly property bool writing: !troubled && (!split || signing)
    property bool signing: false
    property string missing: ""

    function submit() {
        if (page.split && !page.signing) {
            page.signing = true
            return
        }
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

    title: page.troubled ? qsTr("核对一下") : !page.reading ? page.model.byAgent ? qsTr("请代办人在框里签名") : qsTr("在框里签名") : page.signed && !page.split ? qsTr("核对一下，再签名") : qsTr("核对一下")
    help: page.troubled ? "" : !page.reading ? qsTr("写好再提交。") : page.signed ? qsTr("有错点“改”，没错就签名。") : qsTr("有错点“改”，没错就提交。")
    titleTail: page.reading && !Theme.low ? hold.width + Theme.gap24 : 0
    spacing: Theme.gap16
    backText: qsTr("上一步")
    primaryText: page.troubled ? "" : page.writing ? qsTr("确认提交") : qsTr("去签名")
    primaryIcon: page.writing ? "check" : "right"
    onBack: page.split && page.signing ? page.signing = false : page.model.goBack()
    onPrimary: page.submit()
    // What was written while nothing was filmed is written again.
    onTroubledChanged: if (page.troubled) {
        page.signing = false
        pad.clear()
    }

    StepTrouble {
        width: Theme.contentWidth
        model: page.model
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
        visible: page.signed && page.writing
        width: parent.width
        height: page.split ? Theme.touch : Theme.gap48 + Theme.gap8

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: page.missing === "ink" && !pad.hasInk ? qsTr("还没签名，在框里写") : page.split ? "" : qsTr("在框里签名")
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
        hint: page.model.byAgent ? qsTr("代办人签名，写在横线上") : qsTr("用手指写，写在横线上")
        visible: page.signed && page.writing
        height: !page.split ? 264 : Theme.low ? 400 : Theme.length(640)
        onHeightChanged: clear()
    }

    ConsentCheck {
        id: consent

        visible: page.writing
        text: page.model.byAgent ? qsTr("以上属实，我受本人委托办理此事") : Theme.elder ? qsTr("以上属实") : qsTr("以上属实，我同意用于办理此事")
        linkText: Theme.english ? qsTr("告知书") : qsTr("看告知书")
        onToggled: checked => consent.checked = checked
        onLink: notice.open = true
    }

    FieldLabel {
        width: parent.width
        visible: page.writing && error !== ""
        error: page.missing === "consent" && !consent.checked ? qsTr("勾上“属实”，再提交") : ""
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

    NoticeSheet {
        id: notice

        parent: page
        paragraphs: page.model.notice
        onDismissed: notice.open = false
    }
}
