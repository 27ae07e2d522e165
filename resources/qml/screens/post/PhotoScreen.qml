pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 拍照 at a post: the live picture large, the rules below it, each with its tick.
Item {
    id: page

    required property var model
    readonly property bool taken: model.picture !== ""
    readonly property bool troubled: model.mood === "troubled"
    readonly property bool busy: model.mood === "working"
    readonly property var rules: model.rules
    readonly property string primaryText: page.taken ? qsTr("用这张") : ""
    readonly property bool primaryEnabled: page.taken
    readonly property string backText: page.taken ? qsTr("重拍") : qsTr("上一步")
    readonly property bool backEnabled: true
    readonly property int met: page.rules.filter(each => each.passed).length

    function primary() {
        page.model.goOn()
    }

    function back() {
        if (page.taken)
            page.model.retake()
        else
            page.model.goBack()
    }

    anchors.fill: parent

    PhotoGuide {
        id: live

        objectName: "guide"
        width: parent.width
        height: parent.height - checks.height - Theme.gap24
        visible: !page.taken && !page.troubled
        counter: page.model.preview
        guide: page.model.guide
        size: page.model.size
        met: page.model.good
        countdown: page.model.countdown
    }

    Panel {
        width: parent.width
        height: live.height
        visible: page.taken
        raised: true

        Image {
            objectName: "picture"
            anchors.centerIn: parent
            width: height * 22 / 32
            height: parent.height - 2 * Theme.gap48
            source: page.model.picture
            fillMode: Image.PreserveAspectFit
            cache: false
            smooth: true
        }
    }

    Panel {
        width: parent.width
        height: live.height
        visible: page.troubled
        raised: true

        StepTrouble {
            anchors.centerIn: parent
            width: Theme.contentWidth
            model: page.model
        }
    }

    Panel {
        id: checks

        anchors.bottom: parent.bottom
        width: parent.width
        height: column.height + 2 * Theme.cardPadding
        raised: true

        Column {
            id: column

            x: Theme.cardPadding
            y: Theme.cardPadding
            width: parent.width - 2 * Theme.cardPadding
            spacing: Theme.gap16

            Row {
                spacing: Theme.gap16

                AppText {
                    text: page.taken ? qsTr("照片拍好了") : qsTr("照片检查")
                    kind: "heading"
                }

                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: page.taken ? qsTr("都合格，可以用") : qsTr("%1 项合格，还差 %2 项").arg(page.met).arg(page.rules.length - page.met)
                    visible: page.taken || page.rules.length > 0
                    kind: "label"
                    color: page.taken ? Theme.ok : Theme.ink2
                }
            }

            Grid {
                columns: 4
                columnSpacing: Theme.gap16
                rowSpacing: Theme.gap12
                visible: !page.taken

                Repeater {
                    model: page.rules.length

                    RuleRow {
                        required property int index
                        readonly property var rule: page.rules[index] ?? ({})

                        width: (column.width - 3 * Theme.gap16) / 4
                        implicitHeight: Theme.touch
                        text: rule.name ?? ""
                        ok: rule.passed ?? false
                    }
                }
            }

            Item {
                width: parent.width
                height: Theme.buttonHeight

                AppText {
                    objectName: "advice"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - buttons.width - Theme.gap24
                    text: page.taken ? "" : page.model.advice
                    color: page.model.good ? Theme.ok : Theme.ink2
                    wrapMode: Text.Wrap
                }

                Row {
                    id: buttons

                    anchors.right: parent.right
                    spacing: Theme.gap16

                    AppButton {
                        objectName: "back"
                        width: Theme.backWidth
                        text: page.backText
                        onClicked: page.back()
                    }

                    AppButton {
                        objectName: "shoot"
                        width: Theme.backWidth
                        visible: !page.taken && !page.troubled
                        enabled: !page.busy
                        text: page.busy ? qsTr("正在拍") : qsTr("手动拍")
                        kind: "outline"
                        onClicked: page.model.shoot()
                    }

                    AppButton {
                        objectName: "primary"
                        width: Theme.backWidth
                        enabled: page.taken
                        text: qsTr("用这张")
                        kind: "primary"
                        onClicked: page.primary()
                    }
                }
            }
        }
    }
}
