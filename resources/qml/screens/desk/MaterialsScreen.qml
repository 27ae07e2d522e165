pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 材料: a closed list; each row says where it came from, and a page is scanned where one is missing.
StepPage {
    id: page

    required property var model
    property var desk: null
    readonly property var notice: page.desk !== null ? page.desk.papers.notice : ({})
    readonly property var rows: model.rows
    readonly property bool working: model.mood === "working"

    titleVisible: false
    spacing: Theme.gap12
    backText: qsTr("上一步")
    primaryText: page.model.mood === "passed" ? qsTr("下一步") : ""
    primaryIcon: "right"
    primaryEnabled: page.model.missing === 0
    reason: page.model.reason
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    StepTrouble {
        model: page.model
    }

    WaitingPanel {
        visible: page.working
        icon: "link"
        title: qsTr("正在取，约 3 秒")
        sentence: qsTr("取到的就不用再交了。")
    }

    Row {
        visible: !page.working
        width: parent.width
        spacing: Theme.gap48

        Repeater {
            model: [
                [page.rows.length, qsTr("份材料"), Theme.ink],
                [page.model.spared, qsTr("份免提交"), Theme.ok],
                [page.model.scanned, qsTr("份已扫描"), Theme.brand],
                [page.model.missing, qsTr("份还差"), Theme.warn]
            ]

            Row {
                id: figure

                required property var modelData

                spacing: Theme.gap8

                AppText {
                    text: figure.modelData[0]
                    font.pixelSize: Theme.figureSize
                    bold: true
                    color: figure.modelData[2]
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: figure.modelData[1]
                    kind: "label"
                    color: Theme.ink2
                }
            }
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("清单之外，不能再要材料")
            kind: "label"
            color: Theme.ink2
        }
    }

    DeskStrip {
        objectName: "noticeStrip"
        visible: (page.notice.text ?? "") !== ""
        text: page.notice.text ?? ""
        mood: page.notice.mood ?? "done"
        icon: page.notice.icon ?? "check"
    }

    FieldLabel {
        width: parent.width
        visible: error !== ""
        error: page.model.scanAdvice
    }

    Repeater {
        model: page.working ? 0 : page.rows.length

        Item {
            id: line

            required property int index
            readonly property var row: page.rows[index] ?? ({})
            readonly property bool acts: (row.act ?? "") !== ""

            width: parent.width
            height: card.height

            MaterialCard {
                id: card

                objectName: "material_" + line.row.code
                width: parent.width - (line.acts ? scan.width + Theme.gap12 : 0)
                name: line.row.name ?? ""
                from: line.row.from ?? ""
                icon: line.row.icon ?? "doc"
                tag: line.row.tag ?? ""
                mood: line.row.mood ?? "none"
            }

            AppButton {
                id: scan

                objectName: "scan_" + line.row.code
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: line.acts
                enabled: line.row.working !== true
                width: 132
                text: line.row.working === true ? qsTr("正在扫…") : line.row.act === "rescan" ? qsTr("重扫") : qsTr("扫描")
                kind: line.row.act === "rescan" || line.row.mood === "none" ? "outline" : "primary"
                onClicked: page.model.scan(line.row.code)
            }
        }
    }

    DeskStrip {
        objectName: "spared"
        visible: !page.working && page.model.spared > 0
        text: qsTr("本件少交 %1 份材料").arg(page.model.spared)
    }
}
