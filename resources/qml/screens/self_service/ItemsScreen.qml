pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// The list of items: of one field, all of them, or what a search finds.
StepPage {
    id: page

    required property var model
    readonly property var items: model.items
    property string booked: "" // 取号 alone: the way of whoever has booked
    property string told: ""

    signal claimed

    title: model.title
    help: model.online ? "" : qsTr("网络断了，灰色的联网后再办")
    backText: qsTr("返回")
    backIcon: "left"
    note: qsTr("没有您要的？找人帮忙，或到窗口问。")
    noteIcon: "info"
    primaryText: page.items.length === 0 ? qsTr("全部事项") : ""
    onBack: page.model.goBack()
    onPrimary: page.model.showAll()
    Component.onCompleted: if (page.model.typing)
        search.forceActiveFocus()

    SearchField {
        id: search

        objectName: "search"
        width: parent.width
        height: Theme.searchHeight
        Component.onCompleted: text = page.model.text
        onEdited: text => page.model.type(text)
    }

    StatePanel {
        objectName: "unbooked"
        visible: page.told !== ""
        mood: "warn"
        icon: "clock"
        title: page.told
        sentence: qsTr("选要办的事，照样取号。")
    }

    WayCard {
        objectName: "booked"
        visible: page.booked !== "" && page.told === ""
        width: Theme.contentWidth
        name: page.booked
        hint: qsTr("刷身份证，或对一下凭条上的码，到点先叫您")
        icon: "clock"
        arrow: true
        onClicked: page.claimed()
    }

    Repeater {
        model: page.items.length

        WayCard {
            required property int index
            readonly property var item: page.items[index] ?? ({})

            objectName: "item_" + item.code
            width: Theme.contentWidth
            name: item.name ?? ""
            hint: item.hint ?? ""
            icon: item.icon ?? "doc"
            available: item.available ?? true
            tag: item.tag ?? ""
            tagMood: "none"
            arrow: available
            onClicked: page.model.chooseItem(item.code)
        }
    }

    EmptyPanel {
        objectName: "nothing"
        visible: page.items.length === 0
        icon: "search"
        title: page.model.text !== "" ? qsTr("没找到这件事") : qsTr("这类事要到窗口办")
        sentence: page.model.text !== "" ? qsTr("换个说法试试，或者看全部事项。") : qsTr("这台机还办不了。看看别的，或找人帮忙。")
    }

    LinkButton {
        objectName: "all"
        visible: page.model.ofOneField && page.items.length > 0
        text: qsTr("看全部事项")
        iconName: "right"
        iconAfter: true
        onClicked: page.model.showAll()
    }

    ExplainSheet {
        parent: page
        model: page.model
    }
}
