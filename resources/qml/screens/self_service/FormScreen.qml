pragma ComponentBehavior: Bound

import QtQuick
import controls
import "../shared"

// 填写: one question a page; a ready answer first, typing second.
StepPage {
    id: page

    required property var model

    title: model.title
    help: model.help
    backText: qsTr("上一步")
    primaryText: model.primaryText
    primaryIcon: "right"
    onBack: page.model.goBack()
    onPrimary: page.model.submit()

    Repeater {
        model: page.model.fields

        FormField {
            required property var modelData

            field: modelData
            preview: page.model.preview
            onAnswerTaken: name => page.model.takeAnswer(name)
        }
    }

    ToCounter {
        model: page.model
    }
}
