import QtQuick
import theme
import primitives

// Written with a finger. `strokes`: a list of strokes, each a list of [x, y] in the pad's own pixels (inkWidth × inkHeight);
// whoever keeps the signature draws it from these. Shown only while it is written.
Item {
    id: root

    property var strokes: []
    property string hint: qsTr("用手指写，写在横线上")
    readonly property bool hasInk: strokes.length > 0
    readonly property int inkWidth: Math.round(width)
    readonly property int inkHeight: Math.round(height)
    readonly property int pen: 9

    signal changed(bool hasInk)

    function clear() {
        root.strokes = []
        paper.drawn = []
        paper.wipe = true
        paper.requestPaint()
        root.changed(false)
    }

    function begin(x, y) {
        root.strokes = root.strokes.concat([[[Math.round(x), Math.round(y)]]])
        paper.requestPaint()
        root.changed(true)
    }

    function extend(x, y) {
        const stroke = root.strokes[root.strokes.length - 1]
        const last = stroke[stroke.length - 1]
        const next = [Math.round(Math.max(0, Math.min(width, x))), Math.round(Math.max(0, Math.min(height, y)))]
        if (Math.abs(next[0] - last[0]) + Math.abs(next[1] - last[1]) < 3)
            return
        stroke.push(next)
        paper.requestPaint()
    }

    implicitWidth: Theme.contentWidth
    implicitHeight: 304
    width: implicitWidth
    height: implicitHeight
    Accessible.role: Accessible.Canvas
    Accessible.name: root.hint

    Panel {
        anchors.fill: parent
        edgeColor: Theme.brand
        edgeWidth: Theme.strong ? 5 : 3
    }

    Rectangle {
        x: 60
        y: parent.height - 72
        width: parent.width - 2 * x
        height: Theme.strong ? 3 : 2
        color: Theme.rail
    }

    AppText {
        x: 60
        y: parent.height - 64
        text: root.hint
        kind: "small"
        color: Theme.ink2
    }

    Canvas {
        id: paper

        property var drawn: []
        property bool wipe: false

        anchors.fill: parent
        onPaint: {
            const brush = getContext("2d")
            if (wipe) {
                brush.clearRect(0, 0, width, height)
                wipe = false
            }
            brush.lineWidth = root.pen
            brush.lineCap = "round"
            brush.lineJoin = "round"
            brush.strokeStyle = String(Theme.ink)
            for (let s = 0; s < root.strokes.length; ++s) {
                const stroke = root.strokes[s]
                const from = drawn[s] || 0
                if (from >= stroke.length)
                    continue
                brush.beginPath()
                const start = stroke[Math.max(0, from - 1)]
                brush.moveTo(start[0], start[1])
                for (let p = from; p < stroke.length; ++p)
                    brush.lineTo(stroke[p][0], stroke[p][1] + (stroke.length === 1 ? 0.1 : 0))
                brush.stroke()
                drawn[s] = stroke.length
            }
        }
    }

    MouseArea {
        objectName: "ink"
        anchors.fill: parent
        preventStealing: true
        onPressed: mouse => root.begin(mouse.x, mouse.y)
        onPositionChanged: mouse => root.extend(mouse.x, mouse.y)
    }
}
