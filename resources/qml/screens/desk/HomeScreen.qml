import QtQuick
import theme
import primitives
import "../shared"

// Nobody is being served: choose on the left what is to be done.
Item {
    id: page

    required property var model

    anchors.fill: parent

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap12

        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            round: true
            iconName: "users"
        }

        AppText {
            text: qsTr("从左边选一件事开始")
            color: Theme.ink2
        }
    }

    ExplainSheet {
        model: page.model
    }
}
