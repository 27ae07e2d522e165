pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import "../shared"

// Nobody is being served: what waits at this desk may go on, or something is chosen: on the left, or here where the queue
// has its place there.
Item {
    id: page

    required property var model
    property var desk: null
    readonly property bool choosing: page.desk !== null && page.desk.queue !== null
    readonly property Item waiting: waits.item as Item
    readonly property bool listing: page.waiting !== null && page.waiting.visible

    anchors.fill: parent

    Column {
        anchors.centerIn: parent
        visible: !page.listing && !page.choosing
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

    Loader {
        id: waits

        readonly property int wanted: (waits.item as WaitingRows)?.wantedHeight ?? 0

        width: parent.width
        height: Math.min(waits.wanted, page.choosing ? parent.height / 2 : parent.height)
        active: page.desk !== null

        sourceComponent: WaitingRows {
            objectName: "waiting"
            desk: page.desk
        }
    }

    Loader {
        anchors.top: page.listing ? waits.bottom : parent.top
        anchors.bottom: parent.bottom
        width: parent.width
        active: page.choosing

        sourceComponent: DeskItems {
            columns: 2
            raised: false
            color: Theme.clear
            edgeColor: Theme.clear
            desk: page.desk
            onChosen: code => page.model.chooseItem(code)
        }
    }

    ExplainSheet {
        y: 0
        width: page.width
        height: page.height
        model: page.model
    }
}
