pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// This person's cases: of this machine at once, of the town as soon as the centre answers. A touch opens one.
StepPage {
    id: page

    required property var model
    readonly property var cases: model.cases
    readonly property bool none: model.found && cases.length === 0
    readonly property bool failed: model.trouble.title !== undefined

    title: page.model.atDesk ? qsTr("这个人的办件") : qsTr("我的办件")
    help: page.cases.length > 0 ? page.model.scope : ""
    backText: qsTr("返回")
    backIcon: "left"
    note: page.model.atDesk ? "" : qsTr("只有您看得到。离开后，屏幕上不留。")
    primaryText: page.none && !page.model.atDesk ? qsTr("去办事") : ""
    onBack: page.model.goBack()
    onPrimary: page.model.showAll()

    Repeater {
        model: page.cases.length

        CaseCard {
            required property int index

            objectName: "case_" + index
            told: page.cases[index] ?? ({})
            onClicked: page.model.open(told.id)
        }
    }

    StepScene {
        visible: (!page.model.found || page.none) && !(page.failed && Theme.low && Theme.elder)
        icon: page.failed ? "alert" : page.none ? "doc" : "search"
    }

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: !page.model.found && !page.failed
        icon: "search"
        title: page.model.atDesk ? qsTr("正在找办件") : qsTr("正在找您的办件")
        sentence: qsTr("一两秒就好。")
    }

    EmptyPanel {
        objectName: "nothing"
        visible: page.none
        title: qsTr("还没有办件")
        sentence: page.model.scopeOfNone
    }
}
