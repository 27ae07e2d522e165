pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// The live picture with the frame of the finished photo on it: the lines of crown, eyes and chin, green once all is met.
// `guide`: {aspect, crown, chin, wide}, shares of the photo, as its rules say.
Rectangle {
    id: root

    property int counter: 0
    property var guide: ({})
    property var size: ({})
    property bool met: false
    property int countdown: 0
    readonly property bool known: root.guide.aspect !== undefined
    readonly property color mark: root.met ? Theme.okDot : Theme.guide
    readonly property real eyes: (root.guide.crown + root.guide.chin) / 2

    clip: true
    radius: Theme.radiusCard
    color: Theme.edge

    Image {
        anchors.fill: parent
        source: root.visible && root.counter > 0 ? "image://preview/" + root.counter : ""
        sourceSize: Qt.size(width, height)
        cache: false
        fillMode: Image.PreserveAspectCrop
        retainWhileLoading: true
    }

    Column {
        anchors.centerIn: parent
        visible: root.counter <= 0
        spacing: Theme.gap12

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "camera"
            color: Theme.brandInk
            size: Theme.iconHuge
        }

        AppText {
            text: qsTr("正在打开镜头")
            color: Theme.brandInk
        }
    }

    // What lies outside of the photo is dimmed.
    Repeater {
        model: [
            [0, 0, frame.x, root.height],
            [frame.x + frame.width, 0, root.width - frame.x - frame.width, root.height],
            [frame.x, 0, frame.width, frame.y],
            [frame.x, frame.y + frame.height, frame.width, root.height - frame.y - frame.height]
        ]

        Rectangle {
            required property var modelData

            visible: frame.visible
            x: modelData[0]
            y: modelData[1]
            width: modelData[2]
            height: modelData[3]
            color: Theme.frameScrim
        }
    }

    Item {
        id: frame

        anchors.centerIn: parent
        height: parent.height - 2 * Theme.gap32
        width: root.known ? height * root.guide.aspect : 0
        visible: root.known && root.counter > 0

        Canvas {
            readonly property color mark: root.mark

            anchors.fill: parent
            onMarkChanged: requestPaint()
            onPaint: {
                const pen = getContext("2d")
                const arm = 48
                pen.reset()
                pen.strokeStyle = String(Theme.guide)
                pen.lineWidth = 5
                for (const [x, y, right, down] of [[0, 0, 1, 1], [width, 0, -1, 1], [0, height, 1, -1], [width, height, -1, -1]]) {
                    pen.beginPath()
                    pen.moveTo(x + right * arm, y)
                    pen.lineTo(x, y)
                    pen.lineTo(x, y + down * arm)
                    pen.stroke()
                }
                pen.strokeStyle = String(mark)
                pen.lineWidth = 2
                for (const share of [root.guide.crown, root.guide.chin]) {
                    pen.beginPath()
                    pen.moveTo(0, height * share)
                    pen.lineTo(width, height * share)
                    pen.stroke()
                }
                pen.setLineDash([6, 4])
                pen.beginPath()
                pen.moveTo(0, height * root.eyes)
                pen.lineTo(width, height * root.eyes)
                pen.stroke()
                pen.lineWidth = 3
                const wide = width * root.guide.wide
                const top = height * root.guide.crown
                pen.beginPath()
                pen.ellipse((width - wide) / 2, top, wide, height * root.guide.chin - top)
                pen.stroke()
            }
        }

        Repeater {
            model: [
                [qsTr("头顶线"), root.guide.crown ?? 0],
                [qsTr("眼睛线"), root.eyes],
                [qsTr("下巴线"), root.guide.chin ?? 0]
            ]

            Rectangle {
                id: line

                required property var modelData

                x: -width - Theme.gap16
                y: frame.height * modelData[1] - height / 2
                width: name.implicitWidth + 2 * Theme.gap12
                height: Theme.tagHeight
                radius: Theme.gap8
                color: Theme.faceGround

                AppText {
                    id: name

                    anchors.centerIn: parent
                    text: line.modelData[0]
                    kind: "small"
                    bold: true
                    color: root.met ? Theme.ok : Theme.ink
                }
            }
        }

        Rectangle {
            x: frame.width + Theme.gap16
            y: frame.height * 0.35
            visible: root.size.measured !== undefined
            width: Math.max(head.implicitWidth, wanted.implicitWidth) + 2 * Theme.gap16
            height: head.implicitHeight + wanted.implicitHeight + Theme.gap16
            radius: Theme.radiusTag
            color: Theme.faceGround

            AppText {
                id: head

                x: Theme.gap16
                y: Theme.gap8
                text: qsTr("头部 %1").arg(root.size.measured ?? "")
                kind: "small"
                bold: true
                color: root.size.passed === true ? Theme.ok : Theme.warn
            }

            AppText {
                id: wanted

                x: Theme.gap16
                anchors.top: head.bottom
                text: qsTr("要 %1").arg(root.size.wanted ?? "")
                kind: "small"
                color: Theme.ink
            }
        }
    }

    Rectangle {
        x: Theme.gap24
        y: Theme.gap24
        width: live.implicitWidth + 2 * Theme.gap16
        height: Theme.pillHeight - Theme.gap8
        radius: Theme.radiusTag
        color: Theme.scrim

        Row {
            id: live

            anchors.centerIn: parent
            spacing: Theme.gap8

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.gap12
                height: width
                radius: width / 2
                color: Theme.recording
            }

            AppText {
                text: qsTr("实时画面")
                kind: "label"
                bold: true
                color: Theme.brandInk
            }
        }
    }

    Column {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap48
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap48
        visible: root.countdown > 0
        spacing: Theme.gap12

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 104
            height: 104
            radius: 52
            color: Theme.clear
            border.width: Theme.gap8
            border.color: Theme.guide

            AppText {
                anchors.centerIn: parent
                text: root.countdown
                font.pixelSize: Theme.displaySize
                bold: true
                color: Theme.brandInk
            }
        }

        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("别动，马上自动拍")
            bold: true
            color: Theme.brandInk
        }
    }
}
