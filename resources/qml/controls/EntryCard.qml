import QtQuick
import theme
import primitives

// The two ways in at home: 刷身份证 (`primary`) and 扫码进入.
Pressable {
    id: root

    property string title: ""
    property string hint: ""
    property string icon: "idcard"
    property bool primary: false
    readonly property color titleInk: root.primary ? Theme.primaryInk : Theme.strong ? Theme.ink : Theme.brand
    readonly property color faceColor: root.primary ? (root.pressed ? Theme.primaryPressed : Theme.primary) : root.pressed ? Theme.surfacePressed : Theme.surface

    implicitWidth: primary ? 552 : 408
    implicitHeight: Theme.entryHeight
    label: root.title

    Panel {
        anchors.fill: parent
        raised: true
        color: root.faceColor
        edgeColor: Theme.strong ? Theme.edge : Theme.brand
        edgeWidth: root.primary && !Theme.strong ? 0 : Theme.strong ? 4 : 2
    }

    Row {
        visible: Theme.elder
        anchors.centerIn: parent
        spacing: Theme.gap32

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.icon
            color: root.titleInk
            size: Theme.length(104)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.width - 104 - Theme.gap32 - 2 * Theme.gap24)
            text: root.title
            kind: "heading"
            font.pixelSize: Theme.length(70)
            color: root.titleInk
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.labelSize
            Accessible.ignored: true
        }
    }

    Icon {
        id: sign

        visible: !Theme.elder
        anchors.right: parent.right
        anchors.rightMargin: root.primary ? 44 : Theme.gap32
        anchors.verticalCenter: parent.verticalCenter
        name: root.icon
        color: root.primary ? (Theme.strong ? Theme.primaryInk : Theme.brandSoft) : root.titleInk
        size: root.primary ? (Theme.low ? 100 : 112) : (Theme.low ? 76 : 84)
    }

    Column {
        visible: !Theme.elder
        anchors.left: parent.left
        anchors.leftMargin: root.primary ? 40 : 36
        anchors.right: sign.left
        anchors.rightMargin: Theme.gap12
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.low ? 0 : Theme.gap8

        AppText {
            width: parent.width
            text: root.title
            kind: "heading"
            font.pixelSize: root.primary ? (Theme.low ? 52 : 56) : (Theme.low ? 46 : 48)
            color: root.titleInk
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.labelSize
            Accessible.ignored: true
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.hint
            kind: "label"
            color: root.primary ? Theme.primaryInk : Theme.ink2
            wrapMode: Theme.english ? Text.Wrap : Text.NoWrap
            maximumLineCount: 2
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 24
            Accessible.ignored: true
        }
    }
}
