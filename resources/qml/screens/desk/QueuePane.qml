pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// The queue at a counter: who is called or being served, the figures, who waits. Without a line it says so, and the desk
// works on without tickets.
Item {
    id: root

    required property var queue
    property bool busy: false
    readonly property bool called: root.queue.number !== ""

    signal begin(string code)

    width: Theme.deskLeft

    Panel {
        id: current

        width: parent.width
        height: now.height + 2 * Theme.gap16
        raised: true

        Column {
            id: now

            x: Theme.gap24
            y: Theme.gap16
            width: parent.width - 2 * Theme.gap24
            spacing: Theme.gap12

            Item {
                width: parent.width
                height: Theme.tagHeight

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.queue.serving ? qsTr("正在办") : root.called ? qsTr("叫到") : qsTr("叫号")
                    kind: "label"
                    color: Theme.ink2
                }

                Rectangle {
                    objectName: "used"
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.called
                    width: time.implicitWidth + 2 * Theme.gap12
                    height: Theme.tagHeight
                    radius: height / 2
                    color: Theme.tint

                    Row {
                        id: time

                        anchors.centerIn: parent
                        spacing: Theme.gap8

                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            name: "clock"
                            size: Theme.tagIcon
                        }

                        AppText {
                            text: root.queue.used
                            kind: "small"
                            bold: true
                            color: Theme.brand
                        }
                    }
                }
            }

            AppText {
                objectName: "calledNumber"
                visible: root.called
                text: root.queue.number
                kind: "display"
                color: Theme.brand
                height: Theme.displaySize + Theme.gap8
            }

            AppText {
                width: parent.width
                visible: root.called
                text: root.queue.itemName
                bold: true
                elide: Text.ElideRight
            }

            Row {
                visible: root.called
                width: parent.width
                spacing: Theme.gap12

                AppButton {
                    objectName: "recall"
                    width: (parent.width - Theme.gap12) / 2
                    height: Theme.smallButtonHeight
                    enabled: root.queue.known && !root.queue.working
                    text: qsTr("重呼")
                    kind: "outline"
                    onClicked: root.queue.recall()
                }

                AppButton {
                    objectName: "missed"
                    width: (parent.width - Theme.gap12) / 2
                    height: Theme.smallButtonHeight
                    enabled: root.queue.known && !root.queue.working
                    text: qsTr("过号")
                    kind: "outline"
                    onClicked: root.queue.missed()
                }
            }

            AppButton {
                objectName: "beginCalled"
                width: parent.width
                visible: root.queue.itemCode !== "" && !root.busy
                text: qsTr("开始办 Enter")
                kind: "primary"
                onClicked: root.begin(root.queue.itemCode)
            }

            AppButton {
                objectName: "callNext"
                width: parent.width
                visible: root.queue.known
                enabled: root.queue.canCall
                text: root.queue.working ? qsTr("正在叫…") : qsTr("叫下一位 F8")
                kind: root.called || root.busy ? "soft" : "primary"
                iconName: "users"
                onClicked: root.queue.callNext()
            }

            Row {
                width: parent.width
                visible: root.queue.note !== ""
                spacing: Theme.gap8

                Icon {
                    id: sign

                    visible: root.queue.cut
                    anchors.verticalCenter: parent.verticalCenter
                    name: "wifioff"
                    color: Theme.warn
                }

                AppText {
                    objectName: "queueNote"
                    width: parent.width - (sign.visible ? sign.width + Theme.gap8 : 0)
                    text: root.queue.note
                    kind: "label"
                    bold: root.queue.cut
                    color: root.queue.cut ? Theme.warn : Theme.ink2
                    wrapMode: Text.Wrap
                }
            }

            AppText {
                width: parent.width
                visible: root.queue.cut
                text: qsTr("不用号照常办，在中间选事项。")
                kind: "label"
                color: Theme.ink2
                wrapMode: Text.Wrap
            }
        }
    }

    QueueFigures {
        id: figures

        anchors.top: current.bottom
        anchors.topMargin: Theme.gap16
        width: parent.width
        visible: root.queue.known
        queue: root.queue
    }

    QueueList {
        anchors.top: figures.bottom
        anchors.topMargin: Theme.gap16
        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.queue.waiting.length > 0
        queue: root.queue
    }
}
