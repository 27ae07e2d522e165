import QtQuick
import theme

// The furniture of a step page: title and help, a column of content that scrolls when it must, the actions at the foot.
// In the low layout the content begins below the line that a sitting hand reaches; over the keyboard the actions sit on it.
Item {
    id: root

    default property alias content: column.data
    property alias title: heading.title
    property alias help: heading.help
    property alias titleTail: heading.tail
    property alias spacing: column.spacing
    property alias backText: actions.backText
    property alias backIcon: actions.backIcon
    property alias backEnabled: actions.backEnabled
    property alias backWide: actions.backWide
    property alias backKind: actions.backKind
    property alias primaryText: actions.primaryText
    property alias primaryIcon: actions.primaryIcon
    property alias primaryEnabled: actions.primaryEnabled
    property alias reason: actions.reason
    property alias note: actions.note
    property alias noteIcon: actions.noteIcon
    property alias extras: actions.extras
    property bool titleVisible: true
    readonly property int contentHeight: flick.height

    signal back
    signal primary
    signal extra(string name)

    function reveal(item) {
        if (!item || item.height === undefined)
            return
        const y = item.mapToItem(column, 0, 0).y
        const room = flick.height
        if (y - Theme.gap64 < flick.contentY)
            flick.contentY = Math.max(0, y - Theme.gap64)
        else if (y + item.height + Theme.gap32 > flick.contentY + room)
            flick.contentY = Math.max(0, Math.min(flick.contentHeight - room, y + item.height + Theme.gap32 - room))
    }

    function revealFocus() {
        let shown = root.Window.activeFocusItem
        for (let up = shown; up; up = up.parent) {
            if (up instanceof TextBox)
                shown = up // its lines scroll inside it
            if (up === column) {
                root.reveal(shown)
                return
            }
        }
    }

    anchors.fill: parent

    PageTitle {
        id: heading

        x: Theme.pageMargin
        y: Theme.low ? Theme.lowLine - Theme.pageTop - height - Theme.gap24 : Theme.titleOffset - Theme.gap8
        visible: root.titleVisible
    }

    Flickable {
        id: flick

        readonly property int startY: Theme.low ? Theme.lowLine - Theme.pageTop + Theme.gap24 : root.titleVisible ? Math.max(heading.y + heading.height + Theme.gap16, Theme.contentOffset) : Theme.titleOffset

        y: startY
        width: parent.width
        height: (actions.visible ? actions.y - actions.over : parent.height) - Theme.gap16 - startY
        contentWidth: width
        contentHeight: column.height
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: interactive
        onHeightChanged: Qt.callLater(root.revealFocus)
        onContentHeightChanged: Qt.callLater(root.revealFocus)

        Column {
            id: column

            x: Theme.pageMargin
            width: Theme.contentWidth
            spacing: Theme.pageGap
        }
    }

    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap16
        visible: flick.interactive
        y: flick.y + flick.visibleArea.yPosition * flick.height
        width: Theme.gap8
        height: flick.visibleArea.heightRatio * flick.height
        radius: Theme.gap4
        color: Theme.edge
    }

    MoreBelow {
        objectName: "moreBelow"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: flick.bottom
        // A desk's mouse and keys find the last line by themselves; the pill would lie over what is to be ticked there.
        visible: flick.interactive && !InputMethod.visible && flick.contentY < flick.contentHeight - flick.height - (Theme.landscape ? Theme.gap64 : Theme.gap16)
        onClicked: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height - Theme.touch * 2)
    }

    ActionBar {
        id: actions

        x: Theme.pageMargin
        y: parent.height - height - Theme.actionGap
        onBack: root.back()
        onPrimary: root.primary()
        onExtra: name => root.extra(name)
    }

    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged() {
            Qt.callLater(root.revealFocus)
        }
    }
}
