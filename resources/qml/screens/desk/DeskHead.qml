import QtQuick
import theme
import primitives
import controls

// The head of a desk: which desk, the search, the line, who sits here, the time.
Item {
    id: root

    required property var desk

    readonly property bool searching: search.activeFocus
    readonly property bool busy: root.desk.busy

    function find() {
        search.forceActiveFocus()
    }

    function clear() {
        search.text = ""
        root.desk.search("")
    }

    function leave() {
        root.clear()
        root.forceActiveFocus()
    }

    // What was looked for has been found: the keys belong to the case now. Later, for to search is a change of the desk,
    // and `busy` is still being asked for.
    onBusyChanged: {
        if (root.busy && root.searching)
            Qt.callLater(root.leave)
    }

    width: Theme.sceneWidth
    height: Theme.headHeight

    Rectangle {
        anchors.fill: parent
        color: Theme.surface

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.lineWidth
            color: Theme.line
        }
    }

    Row {
        x: Theme.margin
        height: parent.height
        spacing: Theme.gap16

        Badge {
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.badge - Theme.gap4
            color: Theme.brand
            iconName: "gate"
            iconColor: Theme.brandInk
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.desk.title
            kind: "heading"
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.lineWidth
            height: Theme.gap24
            color: Theme.line
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, search.x - Theme.margin - x - Theme.gap16)
            text: root.desk.place
            color: Theme.ink2
            elide: Text.ElideRight
        }
    }

    SearchField {
        id: search

        objectName: "search"
        x: takeOver.visible ? 560 : 700
        anchors.verticalCenter: parent.verticalCenter
        width: (takeOver.visible ? 1280 : 1220) - x - (takeOver.visible ? takeOver.width + Theme.gap12 : 0) - (lookUp.visible ? lookUp.width + Theme.gap12 : 0)
        visible: root.desk.taken && !(root.desk.post && root.desk.busy)
        placeholder: qsTr("搜事项 F3")
        onEdited: text => root.desk.search(text)
    }

    AppButton {
        id: takeOver

        objectName: "takeOver"
        anchors.left: search.right
        anchors.leftMargin: Theme.gap12
        anchors.verticalCenter: parent.verticalCenter
        visible: root.desk.taken && root.desk.takesOver && root.desk.free
        text: qsTr("接办 F9")
        iconName: "scan"
        onClicked: root.desk.takeOver()
    }

    AppButton {
        id: lookUp

        objectName: "lookUp"
        anchors.left: takeOver.visible ? takeOver.right : search.right
        anchors.leftMargin: Theme.gap12
        anchors.verticalCenter: parent.verticalCenter
        visible: root.desk.taken && root.desk.free
        text: qsTr("查办件 F4")
        iconName: "idcard"
        onClicked: root.desk.lookUp()
    }

    FilmPill {
        objectName: "film"
        anchors.centerIn: parent
        visible: root.desk.branch !== null && (root.desk.branch.filmed !== "" || root.desk.branch.filmBroke)
        time: root.desk.branch !== null ? root.desk.branch.filmed : ""
        broke: root.desk.branch !== null && root.desk.branch.filmBroke
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        height: parent.height
        spacing: Theme.gap16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.desk.online ? "wifi" : "wifioff"
            color: root.desk.online ? Theme.ok : Theme.warn
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.desk.online ? qsTr("已联网") : qsTr("没联网，照常办")
            bold: true
            color: root.desk.online ? Theme.ok : Theme.warn
        }

        DeskClerk {
            objectName: "leaveDesk"
            anchors.verticalCenter: parent.verticalCenter
            visible: root.desk.taken
            clerk: root.desk.clerk
            onClicked: root.desk.goAway()
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.lineWidth
            height: Theme.gap24
            color: Theme.line
        }

        AppText {
            objectName: "clock"
            anchors.verticalCenter: parent.verticalCenter
            text: root.desk.now
            bold: true
        }
    }
}
