pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// This person's cases that this station knows.
StepPage {
    id: page

    required property var model
    readonly property var cases: model.cases
    readonly property bool none: model.found && cases.length === 0

    title: qsTr("我的办件")
    help: page.cases.length > 0 ? qsTr("在这台机上办的，新的在前。") : ""
    backText: qsTr("返回")
    backIcon: "left"
    note: qsTr("只有您看得到。离开后，屏幕上不留。")
    primaryText: page.none ? qsTr("去办事") : ""
    onBack: page.model.goBack()
    onPrimary: page.model.showAll()

    Repeater {
        model: page.cases.length

        AppCard {
            id: row

            required property int index
            readonly property var found: page.cases[index] ?? ({})

            objectName: "case_" + index
            width: Theme.contentWidth
            spacing: Theme.gap8

            Item {
                width: parent.width
                height: Math.max(name.height, pill.height)

                AppText {
                    id: name

                    width: parent.width - pill.width - Theme.gap16
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.found.name ?? ""
                    kind: "button"
                    elide: Text.ElideRight
                }

                Pill {
                    id: pill

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    text: row.found.status ?? ""
                    mood: row.found.mood === "working" ? "waiting" : row.found.mood ?? "none"
                }
            }

            AppText {
                width: parent.width
                text: (row.found.day ?? "") + " · " + (row.found.number ?? "")
                kind: "label"
                color: Theme.ink2
                elide: Text.ElideRight
            }

            AppText {
                width: parent.width
                visible: text !== ""
                text: row.found.reason ?? ""
                kind: "label"
                wrapMode: Text.Wrap
            }
        }
    }

    StepScene {
        visible: !page.model.found || page.none
        icon: page.none ? "doc" : "search"
    }

    WaitingPanel {
        visible: !page.model.found
        icon: "search"
        title: qsTr("正在找您的办件")
        sentence: qsTr("一两秒就好。")
    }

    EmptyPanel {
        objectName: "nothing"
        visible: page.none
        title: qsTr("还没有办件")
        sentence: qsTr("办过的事会列在这里。")
    }
}
