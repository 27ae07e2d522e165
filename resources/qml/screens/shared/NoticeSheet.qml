pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 告知书 once more, over the review.
Sheet {
    id: root

    property var paragraphs: []

    objectName: "noticeSheet"
    y: -Theme.pageTop
    spacing: Theme.gap24

    AppText {
        width: parent.width
        text: qsTr("告知书")
        kind: "heading"
    }

    Repeater {
        model: root.paragraphs

        AppText {
            required property string modelData

            width: parent.width
            text: modelData
            wrapMode: Text.Wrap
        }
    }

    AppButton {
        objectName: "noticeClose"
        width: parent.width
        text: qsTr("看好了")
        kind: "primary"
        onClicked: root.dismissed()
    }
}
