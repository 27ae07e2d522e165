import QtQuick
import theme
import primitives

// The camera's picture with a guide for the head. `counter` changes with each new frame; `met` turns the guide green.
// guide: head (oval and shoulders) or none.
Item {
    id: root

    property int counter: 0
    property string guide: "head"
    property bool met: false
    property string caption: ""
    property real progress: -1
    property color ground: Theme.canvas

    implicitWidth: Theme.contentWidth
    implicitHeight: Theme.length(720)
    width: implicitWidth
    height: implicitHeight

    Rectangle {
        anchors.fill: parent
        color: Theme.sunkenMark
    }

    Image {
        id: picture

        anchors.fill: parent
        source: root.visible && root.counter > 0 ? "image://preview/" + root.counter : ""
        sourceSize: Qt.size(width, height) // the camera's thread scales, not this one
        cache: false
        fillMode: Image.PreserveAspectCrop
        retainWhileLoading: true
    }

    Column {
        anchors.centerIn: parent
        visible: root.counter <= 0
        spacing: Theme.gap16

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "camera"
            color: Theme.ink2
            size: Theme.iconHuge
        }

        AppText {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("正在打开镜头")
            color: Theme.ink2
        }
    }

    Canvas {
        readonly property color mark: root.met ? Theme.okDot : Theme.guide

        anchors.fill: parent
        visible: root.guide === "head" && root.counter > 0
        onMarkChanged: requestPaint()
        onPaint: {
            const pen = getContext("2d")
            pen.reset()
            const middle = width / 2
            const high = height * 0.66
            const wide = high * 0.74
            const top = height * 0.1
            pen.lineWidth = 8
            pen.lineCap = "round"
            pen.strokeStyle = Qt.rgba(Theme.guideShade.r, Theme.guideShade.g, Theme.guideShade.b, Theme.guideShade.a)
            for (let pass = 0; pass < 2; ++pass) {
                if (pass === 1) {
                    pen.strokeStyle = String(mark)
                    pen.lineWidth = 5
                    pen.setLineDash([5, 3.5]) // in line widths
                }
                pen.beginPath()
                pen.ellipse(middle - wide / 2, top, wide, high)
                pen.stroke()
            }
        }
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap24
        visible: root.caption !== ""
        width: words.implicitWidth + 2 * Theme.gap32
        height: words.implicitHeight + Theme.gap24
        radius: height / 2
        color: Theme.frameScrim

        AppText {
            id: words

            anchors.centerIn: parent
            text: root.caption
            bold: true
            color: Theme.brandInk
        }
    }

    Ring {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap32
        visible: root.progress >= 0
        total: 100
        seconds: Math.round(root.progress * 100)
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -border.width
        radius: Theme.radiusCard + border.width
        color: Theme.clear
        border.color: root.ground
        border.width: Theme.gap12
    }
}
