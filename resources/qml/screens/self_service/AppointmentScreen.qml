pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// 预约: where if there is a choice, which day, which time. What others took meanwhile is told, and another is chosen.
StepPage {
    id: page

    required property var model
    readonly property string stage: model.stage
    readonly property var already: model.already

    title: page.stage === "place" ? qsTr("到哪儿办？") : page.stage === "day" ? qsTr("哪天来？") : page.stage === "time" ? qsTr("几点来？") : qsTr("约个时间")
    help: page.stage === "place" ? qsTr("选一个方便的。") : page.stage === "day" ? page.model.place : page.stage === "time" ? qsTr("%1，%2").arg(page.model.day).arg(page.model.place) : ""
    spacing: Theme.landscape ? Theme.gap16 : Theme.gap24
    backText: qsTr("上一步")
    primaryText: page.stage === "time" ? qsTr("约这个时间") : page.stage === "already" ? page.already.same ? qsTr("改到这次") : qsTr("换个时间") : ""
    primaryIcon: page.stage === "time" ? "check" : ""
    primaryEnabled: page.stage !== "time" || page.model.chosen
    reason: page.stage === "time" && !page.model.chosen ? qsTr("还没选时间") : ""
    onBack: page.model.goBack()
    onPrimary: page.stage !== "already" ? page.model.goOn() : page.already.same ? page.model.move() : page.model.goBack()

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        objectName: "waiting"
        visible: page.model.mood === "working"
        icon: "clock"
        title: page.model.holding ? qsTr("正在给您留号") : qsTr("正在看哪天有号")
        sentence: qsTr("一两秒就好。")
    }

    StatePanel {
        objectName: "already"
        visible: page.stage === "already"
        mood: "warn"
        icon: "clock"
        title: page.already.title ?? ""
        sentence: page.already.text ?? ""
    }

    FieldLabel {
        objectName: "gone"
        width: parent.width
        visible: error !== ""
        error: page.model.gone && (page.stage === "day" || page.stage === "time") ? qsTr("您选的刚被约满，换一个。") : ""
    }

    Repeater {
        model: page.stage === "place" ? page.model.places : []

        WayCard {
            required property var modelData

            objectName: "place_" + modelData.code
            width: Theme.contentWidth
            name: modelData.name
            hint: modelData.address
            hintKept: true
            icon: "pin"
            arrow: true
            onClicked: page.model.choosePlace(modelData.code)
        }
    }

    DayGrid {
        objectName: "days"
        visible: page.stage === "day"
        weekdays: page.model.weekdays
        days: visible ? page.model.days : []
        onPicked: key => page.model.chooseDay(key)
    }

    Repeater {
        model: page.stage === "time" ? page.model.times.length : 0

        SlotGrid {
            required property int index
            readonly property var group: page.model.times[index] ?? ({})

            title: group.title ?? ""
            slots: group.slots ?? []
            onPicked: key => page.model.chooseTime(key)
        }
    }
}
