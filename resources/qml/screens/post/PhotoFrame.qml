pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives

// The frame of the finished photo over the live picture: lines of crown, eyes and chin, an oval for the head, its size.
Item {
    id: root

    property var guide: ({})
    property var size: ({})
    property bool met: false
    readonly property color mark: root.met ? Theme.okDot : Theme.guide
    readonly property real eyes: ((root.guide.crown ?? 0) + (root.guide.chin ?? 0)) / 2

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
            y: root.height * modelData[1] - height / 2
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
        x: root.width + Theme.gap16
        y: root.height * 0.35
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
