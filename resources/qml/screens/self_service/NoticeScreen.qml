pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// 一次性告知: all that matters, once; then the consent.
StepPage {
    id: page

    required property var model
    readonly property var paragraphs: model.paragraphs

    title: qsTr("先看这几条")
    help: Theme.elder ? "" : qsTr("都在这里，一次说清。")
    backText: qsTr("返回")
    primaryText: qsTr("下一步")
    primaryIcon: "right"
    primaryEnabled: consent.checked
    reason: qsTr("勾上同意，才能往下办")
    onBack: page.model.goBack()
    onPrimary: page.model.agree(reuse.visible && reuse.checked)

    AppCard {
        spacing: Theme.elder ? Theme.gap16 : Theme.gap24

        Repeater {
            model: page.paragraphs.length

            Row {
                id: line

                required property int index

                width: parent.width
                spacing: Theme.gap24

                Rectangle {
                    id: disc

                    y: Math.max(0, (Theme.bodySize * Theme.lineHeight - height) / 2) // on the first line
                    width: Theme.gap48
                    height: width
                    radius: width / 2
                    color: Theme.tint

                    AppText {
                        anchors.centerIn: parent
                        text: line.index + 1
                        kind: "small"
                        bold: true
                        color: Theme.brand
                        font.pixelSize: Theme.markSize
                    }
                }

                AppText {
                    width: parent.width - disc.width - Theme.gap24
                    text: page.paragraphs[line.index] ?? ""
                    wrapMode: Text.Wrap
                }
            }
        }

        Divider {
            width: parent.width
            visible: basis.visible
        }

        AppText {
            id: basis

            width: parent.width
            visible: !Theme.elder && !Theme.low && page.model.legalBasis.length > 0
            text: qsTr("依据：%1").arg(page.model.legalBasis.join(qsTr("；")))
            kind: "small"
            color: Theme.ink2
            wrapMode: Text.Wrap
        }
    }

    ConsentCheck {
        id: consent

        text: page.model.consent
        checked: page.model.consented
        onToggled: checked => consent.checked = checked
    }

    ConsentCheck {
        id: reuse

        name: "reuse"
        visible: page.model.offersFile
        text: Theme.elder ? qsTr("允许用以前交过的材料") : qsTr("允许用以前交过的材料和答案，不勾也能办")
        checked: page.model.fileAgreed
        onToggled: checked => reuse.checked = checked
    }
}
