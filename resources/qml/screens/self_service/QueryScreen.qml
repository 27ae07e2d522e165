pragma ComponentBehavior: Bound

import QtQuick
import controls
import "../shared"

// 查询: what the register says, before it is printed.
StepPage {
    id: page

    required property var model
    readonly property var insurances: model.insurances
    readonly property bool working: model.mood === "working"
    readonly property bool passed: model.mood === "passed"

    title: page.model.title
    help: page.passed ? page.model.summary : ""
    backText: qsTr("上一步")
    primaryText: page.passed ? qsTr("下一步") : page.model.mayGoWithout ? qsTr("照证填写") : ""
    primaryIcon: "right"
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    StepScene {
        visible: !page.passed
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

    Repeater {
        model: page.passed ? page.insurances.length : 0

        MaterialCard {
            required property int index
            readonly property var row: page.insurances[index] ?? ({})

            objectName: "insurance_" + index
            name: row.name ?? ""
            from: row.text ?? ""
            icon: "shield"
            tag: row.tag ?? ""
            mood: row.mood ?? "none"
        }
    }

    Repeater {
        model: page.passed ? page.model.facts.length : 0

        FactRow {
            required property int index
            readonly property var row: page.model.facts[index] ?? ({})

            label: row.label ?? ""
            value: row.value ?? ""
        }
    }
}
