pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// Nobody is being served: what was not finished may go on, or something is chosen: on the left, or here where the queue
// has its place there.
Item {
    id: page

    required property var model
    property var desk: null
    readonly property bool choosing: page.desk !== null && page.desk.queue !== null
    readonly property var unfinished: page.desk !== null ? page.desk.unfinished : []

    anchors.fill: parent

    Column {
        anchors.centerIn: parent
        visible: page.unfinished.length === 0 && !page.choosing
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
        anchors.top: page.unfinished.length > 0 ? left.bottom : parent.top
        anchors.topMargin: page.unfinished.length > 0 ? Theme.gap24 : 0
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

    Column {
        id: left

        x: Theme.deskPadding
        y: Theme.gap24
        width: Theme.contentWidth
        visible: page.unfinished.length > 0
        spacing: Theme.gap12

        AppText {
            text: qsTr("没办完的")
            kind: "title"
        }

        AppText {
            text: qsTr("填好的都在。接着办，或者不办了就清掉。")
            color: Theme.ink2
        }

        Repeater {
            model: page.unfinished.length

            Panel {
                id: row

                required property int index
                readonly property var told: page.unfinished[index] ?? ({})

                width: parent.width
                height: Theme.otherWayHeight - Theme.gap16
                raised: true

                Column {
                    x: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - actions.width - Theme.gap64

                    AppText {
                        width: parent.width
                        text: row.told.item ?? ""
                        bold: true
                        elide: Text.ElideRight
                    }

                    AppText {
                        width: parent.width
                        text: qsTr("%1 · %2 停下的").arg(row.told.person ?? "").arg(row.told.at ?? "")
                        kind: "label"
                        color: Theme.ink2
                    }
                }

                Row {
                    id: actions

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gap12

                    AppButton {
                        objectName: "discard_" + row.told.id
                        width: 144
                        text: qsTr("不办了")
                        onClicked: page.desk.discard(row.told.id)
                    }

                    AppButton {
                        objectName: "resume_" + row.told.id
                        width: 144
                        text: qsTr("接着办")
                        kind: "primary"
                        onClicked: page.desk.resume(row.told.id)
                    }
                }
            }
        }
    }

    ExplainSheet {
        model: page.model
    }
}
