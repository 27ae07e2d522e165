pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 委托书怎么给: signed here by whoever empowers, scanned, or brought later; and the page under the document camera.
StepPage {
    id: page

    required property var model
    readonly property bool troubled: model.mood === "troubled"
    readonly property var ways: model.ways

    title: page.troubled ? page.model.paper : page.model.scanning ? qsTr("扫%1").arg(page.model.paper) : qsTr("%1怎么给？").arg(page.model.paper)
    help: page.troubled ? "" : page.model.scanning ? qsTr("正面朝上，放到高拍仪下面。") : qsTr("没有它，不能替他办。")
    backText: qsTr("上一步")
    primaryText: page.troubled ? "" : page.model.given ? qsTr("下一步") : page.model.scanning ? qsTr("扫描") : ""
    primaryIcon: page.model.given ? "right" : "scan"
    primaryEnabled: !page.model.looking
    onBack: page.model.goBack()
    onPrimary: page.model.given ? page.model.goOn() : page.model.scan()

    StepTrouble {
        model: page.model
    }

    StepScene {
        visible: page.model.scanning && !page.troubled
        icon: page.model.given ? "check" : "scan"
    }

    StepScene {
        visible: !page.model.scanning && !page.troubled && !page.model.given && !Theme.low
        icon: "doc"
        height: page.ways.length > 2 || Theme.elder ? 400 : 560
    }

    StatusStrip {
        objectName: "strip"
        visible: !page.troubled && (page.model.given || page.model.scanning)
        text: page.model.given ? page.model.done : page.model.looking ? qsTr("正在看，别动") : page.model.advice !== "" ? page.model.advice : qsTr("放好了，点“扫描”")
        mood: page.model.given ? "done" : page.model.looking ? "working" : page.model.advice !== "" ? "bad" : "waiting"
    }

    LinkButton {
        objectName: "scanAgain"
        visible: page.model.scanning && page.model.given && !page.troubled
        text: qsTr("重扫一次")
        iconName: "undo"
        onClicked: page.model.scan()
    }

    Repeater {
        model: page.troubled || page.model.scanning ? 0 : page.ways.length

        WayCard {
            required property int index
            readonly property var way: page.ways[index] ?? ({})

            objectName: "way_" + (way.value ?? "")
            width: Theme.contentWidth
            name: way.name ?? ""
            hint: way.hint ?? ""
            hintKept: true
            icon: way.icon ?? "doc"
            arrow: true
            onClicked: page.model.choose(way.value)
        }
    }

    AppText {
        objectName: "couldSign"
        width: Theme.contentWidth
        visible: page.model.couldSign && !page.model.scanning && !page.troubled
        text: qsTr("本人也来了？点“上一步”放他的身份证，就能当场签。")
        color: Theme.ink2
        wrapMode: Text.Wrap
    }
}
