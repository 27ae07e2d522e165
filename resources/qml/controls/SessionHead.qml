import QtQuick
import theme
import primitives

// The head of the session bar: item and a short fact · person · ring. `home` shows place and time instead.
Item {
    id: root

    property string title: ""
    property string fact: ""
    property string person: ""
    property int seconds: 0
    property int total: 120
    property bool home: false
    property bool urgent: false
    property var clock: null

    signal markHeld

    width: Theme.sceneWidth
    height: Theme.headHeight

    Rectangle {
        anchors.fill: parent
        visible: !root.home
        color: Theme.surface

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.lineWidth
            color: Theme.line
        }
    }

    Rectangle {
        id: mark

        x: Theme.margin
        y: root.home ? 44 : (root.height - height) / 2
        width: root.home ? 80 : 72
        height: width
        radius: 18
        color: Theme.brand

        // Held for a few seconds at home: the technician's page. Nothing shows it, nothing of a person stands there.
        TapHandler {
            enabled: root.home
            margin: (Theme.touch - mark.width) / 2
            longPressThreshold: Theme.holdSeconds
            onLongPressed: root.markHeld()
        }

        Icon {
            anchors.centerIn: parent
            name: "gate"
            color: Theme.brandInk
            size: root.home ? 54 : 48
            weight: Theme.iconWeightBold
        }
    }

    Column {
        anchors.left: mark.right
        anchors.leftMargin: 22
        anchors.right: root.home ? clock.left : tail.left
        anchors.rightMargin: Theme.gap16
        anchors.verticalCenter: mark.verticalCenter

        AppText {
            width: parent.width
            text: root.title
            kind: "button"
            font.pixelSize: Theme.elder ? 46 : Theme.buttonSize
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.smallSize
            elide: Text.ElideRight
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: Theme.elder ? root.fact.split(" · ")[0] : root.fact
            kind: "small"
            bold: root.urgent
            color: root.urgent ? Theme.bad : Theme.ink2
            elide: Text.ElideRight
        }
    }

    Row {
        id: clock

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: mark.verticalCenter
        visible: root.home
        spacing: 20

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: !Theme.elder && !Theme.low
            text: root.clock?.day ?? ""
            kind: "small"
            color: Theme.ink2
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.clock?.time ?? ""
            kind: "title"
            font.pixelSize: Theme.elder ? 68 : 58
        }
    }

    Row {
        id: tail

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.home
        spacing: Theme.gap16

        Badge {
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.badgeSmall
            round: true
            color: root.person === "" ? Theme.sunken : Theme.tint
            iconName: "user"
            iconColor: root.person === "" ? Theme.ink2 : Theme.brand
            iconSize: 36
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.person === "" ? qsTr("未登录") : root.person
            bold: root.person !== "" || Theme.elder
            font.pixelSize: Theme.elder ? 44 : 34
            color: root.person === "" ? Theme.ink2 : Theme.ink
        }

        Item {
            width: Theme.gap16
            height: 56
            anchors.verticalCenter: parent.verticalCenter

            Rectangle {
                anchors.centerIn: parent
                width: Theme.strong ? 2 : 1
                height: parent.height
                color: Theme.rail
            }
        }

        Ring {
            anchors.verticalCenter: parent.verticalCenter
            seconds: root.seconds
            total: root.total
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("秒")
            kind: "small"
            color: Theme.ink2
        }
    }

    Timer {
        interval: 1000
        repeat: true
        triggeredOnStart: true
        running: root.home && root.visible && root.clock !== null
        onTriggered: root.clock.look()
    }
}
