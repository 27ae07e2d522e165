pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 转到窗口办: what goes along, then the codes, large enough for a phone and a scanner, and the slip that carries them.
StepPage {
    id: page

    required property var model
    readonly property bool asking: model.mood === "asking"
    readonly property bool working: model.mood === "working"
    readonly property var told: model.told
    readonly property var codes: model.codes
    readonly property bool made: codes.length > 0
    readonly property bool several: codes.length > 1
    readonly property var paper: model.paper
    readonly property int codeSide: page.several ? (Theme.low ? 412 : 448) : Theme.low ? 420 : 640

    title: page.made ? qsTr("把码交给窗口扫") : page.working ? qsTr("正在做码") : qsTr("转到窗口办")
    help: page.made ? qsTr("%1 前有效，哪个窗口都行。").arg(page.model.until) : page.model.item
    spacing: page.made ? Theme.gap16 : Theme.gutter
    backText: page.made || page.working ? "" : qsTr("返回")
    backIcon: "left"
    primaryText: page.asking ? qsTr("转到窗口") : page.made && !page.model.printing ? qsTr("好了") : ""
    primaryIcon: page.asking ? "receipt" : ""
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    AppCard {
        objectName: "told"
        visible: page.asking
        spacing: Theme.gap24

        Repeater {
            model: page.told.length

            Row {
                id: line

                required property int index
                readonly property var row: page.told[index] ?? ({})

                width: parent.width
                spacing: Theme.gap24

                Icon {
                    id: sign

                    y: Math.max(0, (Theme.bodySize * Theme.lineHeight - height) / 2) // on its first line
                    name: line.row.icon ?? ""
                    color: Theme.brand
                    size: Theme.icon
                }

                AppText {
                    width: parent.width - sign.width - Theme.gap24
                    text: line.row.text ?? ""
                    wrapMode: Text.Wrap
                }
            }
        }
    }

    WaitingPanel {
        objectName: "waiting"
        visible: page.working
        icon: "qr"
        title: qsTr("正在做码，约 1 秒")
        sentence: qsTr("做好就打在纸上。")
    }

    StepTrouble {
        model: page.model
    }

    Panel {
        objectName: "codes"
        visible: page.made
        width: Theme.contentWidth
        height: grid.height + 2 * Theme.gap24
        color: Theme.surface

        Grid {
            id: grid

            anchors.centerIn: parent
            columns: page.several ? 2 : 1
            columnSpacing: Theme.gutter
            rowSpacing: Theme.gap8

            Repeater {
                model: page.codes.length

                Column {
                    id: code

                    required property int index

                    width: page.codeSide

                    Image {
                        objectName: "code_" + code.index
                        width: parent.width
                        height: width
                        fillMode: Image.Pad // every module as many whole dots as the others
                        sourceSize: Qt.size(width, height)
                        smooth: false
                        source: "image://qr/" + Qt.btoa(page.codes[code.index] ?? "").replace(/\+/g, "-").replace(/\//g, "_")
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("接力码")
                    }

                    AppText {
                        width: parent.width
                        visible: page.several
                        horizontalAlignment: Text.AlignHCenter
                        text: qsTr("第 %1 个，共 %2 个").arg(code.index + 1).arg(page.codes.length)
                        kind: "label"
                    }
                }
            }
        }
    }

    WaitingPanel {
        objectName: "printing"
        visible: page.made && page.model.printing
        icon: "printer"
        title: qsTr("正在打纸条")
        sentence: qsTr("拿着它，到窗口扫。")
    }

    AmberPanel {
        objectName: "paper"
        visible: page.paper.drawing === "take_paper"
        title: page.paper.title ?? ""
        text: page.paper.text ?? ""
        icon: page.paper.icon ?? ""
        drawing: "take_paper"
    }

    StatePanel {
        objectName: "noPaper"
        visible: page.paper.drawing === ""
        mood: "warn"
        icon: page.paper.icon ?? ""
        title: page.paper.title ?? ""
        sentence: page.paper.text ?? ""
    }
}
