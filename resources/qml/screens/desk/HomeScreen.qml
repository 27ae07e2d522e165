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
    readonly property var open: page.desk !== null ? page.desk.papers.open : []
    readonly property bool listing: page.unfinished.length > 0 || page.open.length > 0

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
        anchors.top: page.listing ? left.bottom : parent.top
        anchors.topMargin: page.listing ? Theme.gap24 : 0
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
        visible: page.listing
        spacing: Theme.gap12

        AppText {
            visible: page.open.length > 0
            text: qsTr("要看一下的")
            kind: "title"
        }

        Repeater {
            model: page.open.length

            Panel {
                id: seen

                required property int index
                readonly property var told: page.open[index] ?? ({})

                width: parent.width
                height: Theme.otherWayHeight - Theme.gap16
                raised: true
                color: Theme.warnTint
                edgeColor: Theme.warnLine

                Column {
                    x: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - printing.width - Theme.gap64

                    AppText {
                        width: parent.width
                        text: seen.told.title ?? ""
                        bold: true
                        color: Theme.warn
                        elide: Text.ElideRight
                    }

                    AppText {
                        width: parent.width
                        text: seen.told.text ?? ""
                        kind: "label"
                        elide: Text.ElideRight
                    }
                }

                AppButton {
                    id: printing

                    objectName: "print_" + seen.told.id
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.gap24
                    anchors.verticalCenter: parent.verticalCenter
                    visible: seen.told.act === "print"
                    text: qsTr("打印结果")
                    kind: "primary"
                    onClicked: page.desk.papers.printResult(seen.told.id)
                }
            }
        }

        AppText {
            visible: page.unfinished.length > 0
            text: qsTr("没办完的")
            kind: "title"
        }

        AppText {
            visible: page.unfinished.length > 0
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
                height: (row.told.why ?? "") === "" ? Theme.otherWayHeight - Theme.gap16 : Theme.otherWayHeight + Theme.gap4
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
                        text: (row.told.why ?? "") === "" ? qsTr("%1 · %2 停下的").arg(row.told.person ?? "").arg(row.told.at ?? "") : qsTr("%1 · %2 挂起").arg(row.told.person ?? "").arg(row.told.at ?? "")
                        kind: "label"
                        color: Theme.ink2
                    }

                    AppText {
                        width: parent.width
                        visible: text !== ""
                        text: row.told.why ?? ""
                        kind: "label"
                        color: Theme.warn
                        elide: Text.ElideRight
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
                        visible: row.told.resumes ?? false
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
        y: 0
        width: page.width
        height: page.height
        model: page.model
    }
}
