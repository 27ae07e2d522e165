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

    PhotoFrame {
        id: frame

        anchors.centerIn: parent
        height: parent.height - 2 * Theme.gap32
        width: root.known ? height * root.guide.aspect : 0
        visible: root.known && root.counter > 0
        guide: root.guide
        size: root.size
        met: root.met
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
