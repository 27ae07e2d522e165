import QtQuick
import theme
import controls

// The two ways in, and the three small tiles under them.
Column {
    id: root

    property bool online: true
    property string ticketHint: ""

    signal card
    signal ticket
    signal progress
    signal scan
    signal explain(string topic)

    width: Theme.contentWidth
    spacing: Theme.gutter

    Row {
        spacing: Theme.gutter

        EntryCard {
            objectName: "putCard"
            title: qsTr("刷身份证")
            hint: Theme.english ? "" : Theme.low ? qsTr("看我的办件") : qsTr("看我的办件，办到哪了")
            icon: "idcard"
            primary: true
            onClicked: root.card()
        }

        EntryCard {
            objectName: "scan"
            title: Theme.elder ? qsTr("扫码") : qsTr("扫码进入")
            hint: Theme.english ? "" : qsTr("凭条、证明上的码")
            icon: "scan"
            onClicked: root.scan()
        }
    }

    Row {
        spacing: Theme.gutter

        SmallTile {
            objectName: "ticket"
            name: qsTr("取号")
            hint: Theme.english ? "" : root.ticketHint
            icon: "ticket"
            onClicked: root.ticket()
        }

        SmallTile {
            objectName: "progress"
            name: qsTr("查进度")
            hint: Theme.english ? "" : root.online ? qsTr("按编号查") : qsTr("本机的办件")
            icon: "progress"
            onClicked: root.progress()
        }

        SmallTile {
            objectName: "hotline"
            name: "12345"
            hint: Theme.english ? "" : Theme.elder ? qsTr("打电话问") : qsTr("咨询和投诉")
            icon: "call"
            onClicked: root.explain("hotline")
        }
    }
}
