pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 替谁办, one question a page: what I am to them, why they do not do it themselves, who they are, by card or by number.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool asksWho: model.question === "principal"
    readonly property bool typed: model.fields.length > 0

    title: page.model.question === "relation" ? qsTr("您是本人的什么人？") : page.model.question === "reason" ? qsTr("本人为什么不自己办？") : qsTr("替谁办？")
    help: page.model.question === "relation" ? qsTr("本人，就是您替他办事的那个人。") : !page.asksWho ? "" : page.typed ? qsTr("放他的身份证，没带就填。") : qsTr("放他的身份证。")
    backText: qsTr("上一步")
    primaryText: qsTr("下一步")
    primaryIcon: "right"
    primaryEnabled: page.model.reason === ""
    reason: page.model.reason
    onBack: page.model.goBack()
    onPrimary: page.model.submit()

    StepTrouble {
        model: page.model
    }

    HintPanel {
        kind: "put_card"
        stage: page.model.read ? 3 : 0
        visible: page.asksWho && !page.troubled && !page.model.read && !(page.typed && (Theme.low || Theme.elder))
        height: page.typed ? 400 : Theme.hintHeight
    }

    StatusStrip {
        objectName: "strip"
        visible: page.asksWho && !page.troubled
        text: page.model.strip
        mood: page.model.read ? "done" : "waiting"
    }

    FieldLabel {
        objectName: "elsewhere"
        width: Theme.contentWidth
        visible: error !== ""
        error: page.model.elsewhere
    }

    Repeater {
        model: page.model.fields

        FormField {
            required property var modelData

            field: modelData
            plain: !page.asksWho
        }
    }
}
