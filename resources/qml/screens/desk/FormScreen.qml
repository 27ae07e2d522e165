pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 填表: the whole form on one page, two fields beside each other, what is wide on a line of its own; the same fields as at the glass.
StepPage {
    id: page

    required property var model
    readonly property int half: (Theme.contentWidth - Theme.gutter) / 2

    titleVisible: false
    backText: qsTr("上一步")
    primaryText: model.primaryText
    primaryIcon: "right"
    onBack: page.model.goBack()
    onPrimary: page.model.submit()

    Flow {
        width: Theme.contentWidth
        spacing: Theme.gutter

        Repeater {
            model: page.model.fields

            FormField {
                required property var modelData

                width: wide ? Theme.contentWidth : page.half
                field: modelData
                preview: page.model.preview
                onAnswerTaken: name => page.model.takeAnswer(name)
            }
        }
    }
}
