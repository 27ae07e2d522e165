import QtQuick
import theme
import primitives

// The seconds left without a touch, stepping once a second.
Item {
    id: root

    property int seconds: 0
    property int total: 120
    property int size: Theme.length(84)
    property int thickness: 7

    width: size
    height: size
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("还剩 %1 秒").arg(root.seconds)

    Canvas {
        id: arc

        readonly property real share: root.total > 0 ? Math.min(1, root.seconds / root.total) : 0
        readonly property color track: Theme.sunkenMark
        readonly property color mark: Theme.brand

        anchors.fill: parent
        onShareChanged: requestPaint()
        onTrackChanged: requestPaint()
        onMarkChanged: requestPaint()
        onPaint: {
            const pen = getContext("2d")
            const middle = width / 2
            const radius = middle - root.thickness / 2 - 1
            pen.reset()
            pen.lineWidth = root.thickness
            pen.lineCap = "round"
            pen.strokeStyle = String(track)
            pen.beginPath()
            pen.arc(middle, middle, radius, 0, 2 * Math.PI)
            pen.stroke()
            if (share <= 0)
                return
            pen.strokeStyle = String(mark)
            pen.beginPath()
            pen.arc(middle, middle, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * share)
            pen.stroke()
        }
    }

    AppText {
        anchors.centerIn: parent
        text: root.seconds
        kind: "label"
        bold: true
        color: Theme.brand
        font.pixelSize: root.seconds > 99 ? Theme.markSize : Theme.markSizeElder
        Accessible.ignored: true
    }
}
