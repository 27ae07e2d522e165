pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 替谁办: the card of whoever cannot come, or their name and number; what they are to the agent, and why they stay away.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property int half: Theme.landscape ? (Theme.contentWidth - Theme.gutter) / 2 : Theme.contentWidth

    title: qsTr("替谁办？")
    help: qsTr("填没来的那个人。")
    backText: qsTr("返回")
    backIcon: "left"
    primaryText: qsTr("下一步")
    primaryIcon: "right"
    primaryEnabled: page.model.reason === ""
    reason: page.model.reason
    onBack: page.model.goBack()
    onPrimary: page.model.submit()

    StepTrouble {
        model: page.model
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled
        text: page.model.strip
        mood: page.model.read ? "done" : "waiting"
    }

    Flow {
        width: Theme.contentWidth
        spacing: Theme.gutter

        Repeater {
            model: page.model.fields

            FormField {
                required property var modelData

                width: page.half
                field: modelData
            }
        }
    }
}
