pragma ComponentBehavior: Bound

import QtQuick
import controls
import "../shared"

// 材料: what need not be brought, what is scanned here, and what is shown when collecting.
StepPage {
    id: page

    required property var model
    readonly property var rows: model.rows
    readonly property bool working: model.mood === "working"

    title: page.working ? qsTr("正在找电子证照") : page.model.toScan > 0 ? qsTr("材料扫一下") : page.model.spared > 0 ? qsTr("这些不用您带") : qsTr("材料看一眼")
    help: page.working ? "" : page.model.toScan > 0 ? (page.model.spared > 0 ? qsTr("少交 %1 份，剩下的放高拍仪下扫。").arg(page.model.spared) : qsTr("正面朝上，放到高拍仪下面。")) : page.model.spared > 0 ? qsTr("本件少交 %1 份材料。").arg(page.model.spared) : qsTr("现在不耽误，取证时带来就行。")
    backText: qsTr("上一步")
    primaryText: page.model.mood === "passed" ? qsTr("下一步") : ""
    primaryEnabled: page.model.missing === 0
    reason: page.model.reason
    primaryIcon: "right"
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    StepTrouble {
        model: page.model
    }

    StepScene {
        visible: page.working
        icon: "link"
    }

    WaitingPanel {
        visible: page.working
        icon: "link"
        title: qsTr("正在取，约 3 秒")
        sentence: qsTr("取到的就不用您带了。")
    }

    Repeater {
        model: page.working || page.model.mood === "troubled" ? 0 : page.rows.length

        MaterialLine {
            required property int index

            row: page.rows[index] ?? ({})
            onScan: page.model.scan(row.code)
        }
    }

    ToCounter {
        model: page.model
        wanted: !page.working
    }
}
