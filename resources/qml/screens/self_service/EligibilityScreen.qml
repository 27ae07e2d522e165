pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 核查条件, 结论: what the rules say, each reason in a sentence; where they refuse there is no way on, but what is possible.
StepPage {
    id: page

    required property var model
    readonly property bool working: model.mood === "working"
    readonly property bool refused: model.refused
    readonly property var reasons: model.reasons
    readonly property var facts: model.facts
    readonly property var groups: model.groups
    readonly property var hints: model.hints

    title: page.model.title
    help: page.model.help
    backText: qsTr("上一步")
    primaryText: page.model.mood === "passed" && !page.refused ? qsTr("下一步") : ""
    primaryIcon: "right"
    reason: page.refused ? qsTr("条件不符合，不能往下办") : ""
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: page.working
        icon: "search"
        title: qsTr("正在核查，约 1 秒")
        sentence: qsTr("按今天有效的规定。")
    }

    Repeater {
        model: page.working ? 0 : page.reasons.length

        Panel {
            id: line

            required property int index
            readonly property var told: page.reasons[index] ?? ({})
            readonly property bool bad: told.mood === "bad"

            objectName: "reason_" + (told.rule ?? "")
            width: Theme.contentWidth
            height: Math.max(Theme.rowHeight, words.implicitHeight + Theme.gap24)
            color: line.bad ? Theme.badTint : Theme.surface
            edgeColor: line.bad ? Theme.bad : Theme.cardLine

            Icon {
                id: sign

                x: Theme.gap16
                anchors.verticalCenter: parent.verticalCenter
                name: line.told.icon ?? "info"
                color: line.bad ? Theme.bad : Theme.brand
            }

            AppText {
                id: words

                anchors.left: sign.right
                anchors.leftMargin: Theme.gap16
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap16
                anchors.verticalCenter: parent.verticalCenter
                text: line.told.text ?? ""
                bold: line.bad
                color: line.bad ? Theme.bad : Theme.ink
                wrapMode: Text.Wrap
            }
        }
    }

    Repeater {
        model: page.working ? 0 : page.groups.length

        ScoreGroup {
            required property int index
            readonly property var told: page.groups[index] ?? ({})

            objectName: "group_" + index
            name: told.name ?? ""
            points: told.points ?? ""
            lines: told.lines ?? []
        }
    }

    ScoreHints {
        visible: !page.working && page.hints.length > 0
        hints: page.hints
    }

    Column {
        width: parent.width
        visible: !page.working && page.facts.length > 0

        Repeater {
            model: page.working ? 0 : page.facts.length

            FactRow {
                required property int index
                readonly property var told: page.facts[index] ?? ({})

                label: told.label ?? ""
                value: told.value ?? ""
            }
        }
    }
}
