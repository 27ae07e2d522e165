pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 查询: what an office answers, before it is taken further or printed.
StepPage {
    id: page

    required property var model
    readonly property bool working: model.mood === "working"
    readonly property bool passed: model.mood === "passed"
    readonly property var tables: passed ? model.tables : []
    readonly property var facts: passed ? model.facts : []

    title: page.model.title
    help: page.passed && !page.model.refused ? qsTr("看一眼对不对。") : ""
    backText: qsTr("上一步")
    primaryText: page.model.refused ? qsTr("去改") : page.passed ? qsTr("下一步") : !page.model.mayGoWithout ? "" : page.model.fromPaper ? qsTr("照证填写") : qsTr("自己填写")
    primaryIcon: page.model.refused ? "pen" : "right"
    onBack: page.model.goBack()
    onPrimary: page.model.refused ? page.model.change() : page.model.goOn()

    StepScene {
        visible: !page.passed && (page.working || !Theme.low || !Theme.elder)
        icon: page.working ? "search" : page.model.trouble.icon ?? "search"
    }

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: page.working
        icon: "search"
        title: qsTr("正在查，约 3 秒")
        sentence: qsTr("只查您本人的。")
    }

    StatePanel {
        objectName: "refusal"
        visible: page.passed && page.model.refused
        icon: "alert"
        mood: "bad"
        title: qsTr("要改一项")
        sentence: page.model.reason
    }

    Column {
        width: parent.width
        visible: page.facts.length > 0

        Repeater {
            model: page.facts.length

            FactRow {
                required property int index
                readonly property var row: page.facts[index] ?? ({})

                objectName: "fact_" + index
                label: row.label ?? ""
                value: row.value ?? ""
            }
        }
    }

    Repeater {
        model: page.tables.length

        RecordTable {
            required property int index
            readonly property var table: page.tables[index] ?? ({})

            objectName: "table_" + index
            name: table.name ?? ""
            columns: table.columns ?? []
            rows: table.rows ?? []
            totals: table.totals ?? []
        }
    }
}
