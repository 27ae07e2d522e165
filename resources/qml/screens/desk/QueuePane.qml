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

    Panel {
        id: figures

        anchors.top: current.bottom
        anchors.topMargin: Theme.gap16
        width: parent.width
        height: 96
        visible: root.queue.known
        raised: true

        Row {
            anchors.fill: parent

            Repeater {
                model: root.queue.figures.length

                Item {
                    id: figure

                    required property int index
                    readonly property var told: root.queue.figures[index] ?? ({})

                    width: figures.width / 3
                    height: figures.height

                    Column {
                        anchors.centerIn: parent

                        AppText {
                            anchors.horizontalCenter: parent.horizontalCenter
                            text: figure.told.figure ?? ""
                            font.pixelSize: Theme.figureSize
                            bold: true
                        }

                        AppText {
                            anchors.horizontalCenter: parent.horizontalCenter
                            text: figure.told.word ?? ""
                            kind: "small"
                            color: Theme.ink2
                        }
                    }

                    Rectangle {
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        visible: figure.index < 2
                        width: Theme.lineWidth
                        height: Theme.gap48
                        color: Theme.line
                    }
                }
            }
        }
    }

    Panel {
        id: list

        readonly property int rows: Math.max(0, Math.floor((height - head.y - head.height - Theme.gap16) / rowHeight))
        readonly property int rowHeight: 65
        readonly property int beyond: Math.max(0, root.queue.waiting.length - rows) + root.queue.more

        anchors.top: figures.bottom
        anchors.topMargin: Theme.gap16
        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.queue.waiting.length > 0
        raised: true

        AppText {
            id: head

            x: Theme.gap24
            y: Theme.gap16
            text: qsTr("等候")
            kind: "heading"
        }

        AppText {
            anchors.right: parent.right
            anchors.rightMargin: Theme.gap24
            anchors.verticalCenter: head.verticalCenter
            visible: list.beyond > 0
            text: qsTr("还有 %1 人").arg(list.beyond)
            kind: "small"
            color: Theme.ink2
        }

        Column {
            anchors.top: head.bottom
            anchors.topMargin: Theme.gap8
            x: Theme.gap24
            width: parent.width - 2 * Theme.gap24

            Repeater {
                model: Math.min(list.rows, root.queue.waiting.length)

                Item {
                    id: row

                    required property int index
                    readonly property var told: root.queue.waiting[index] ?? ({})

                    objectName: "waiting_" + told.number
                    width: parent.width
                    height: list.rowHeight
                    Accessible.role: Accessible.StaticText
                    Accessible.name: [told.number, told.item, told.tag, told.wait].join(" ")

                    Divider {
                        width: parent.width
                    }

                    AppText {
                        id: number

                        anchors.verticalCenter: parent.verticalCenter
                        width: 72
                        text: row.told.number ?? ""
                        bold: true
                        Accessible.ignored: true
                    }

                    Column {
                        anchors.left: number.right
                        anchors.right: wait.left
                        anchors.rightMargin: Theme.gap8
                        anchors.verticalCenter: parent.verticalCenter

                        AppText {
                            width: parent.width
                            text: row.told.item ?? ""
                            kind: "label"
                            elide: Text.ElideRight
                            Accessible.ignored: true
                        }

                        AppText {
                            visible: text !== ""
                            text: row.told.tag ?? ""
                            kind: "small"
                            bold: true
                            color: Theme.moodInk(row.told.mood ?? "none")
                            Accessible.ignored: true
                        }
                    }

                    AppText {
                        id: wait

                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        text: row.told.wait ?? ""
                        kind: "label"
                        bold: row.told.late ?? false
                        color: row.told.late ? Theme.warn : Theme.ink2
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
