pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// Why it was not good: one reason or several.
StepPage {
    id: page

    required property var model
    readonly property var reasons: model.reasons

    title: qsTr("哪里不好？")
    help: qsTr("选一个或几个，有专人回访。")
    backText: qsTr("不评了")
    primaryText: qsTr("提交")
    primaryEnabled: model.ready
    reason: qsTr("选一个原因，再提交")
    spacing: Theme.gap16
    onBack: page.model.goBack()
    onPrimary: page.model.send()

    Grid {
        columns: Theme.elder ? 1 : 2
        columnSpacing: Theme.gutter
        rowSpacing: Theme.gap16

        Repeater {
            model: page.reasons.length

            TickBox {
                required property int index
                readonly property var entry: page.reasons[index] ?? ({})

                objectName: "reason_" + index
                width: Theme.elder ? Theme.contentWidth : (Theme.contentWidth - Theme.gutter) / 2
                text: entry.label ?? ""
                checked: entry.chosen ?? false
                onToggled: page.model.toggle(entry.code)
            }
        }
    }
}
