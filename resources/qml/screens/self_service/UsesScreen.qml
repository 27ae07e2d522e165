pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 选用途: one or several of the uses that the score opens; what it does not open says what is missing.
StepPage {
    id: page

    required property var model
    readonly property var uses: model.uses

    title: page.model.title
    help: page.model.help
    backText: qsTr("上一步")
    primaryText: qsTr("下一步")
    primaryIcon: "right"
    primaryEnabled: page.model.ready
    reason: page.model.ready ? "" : qsTr("选一项，再往下办")
    spacing: Theme.gap16
    onBack: page.model.goBack()
    onPrimary: page.model.goOn()

    Repeater {
        model: page.uses.length

        Item {
            id: row

            required property int index
            readonly property var told: page.uses[index] ?? ({})
            readonly property bool open: told.open ?? false

            width: Theme.contentWidth
            height: open ? tick.height : shut.height

            TickBox {
                id: tick

                objectName: "use_" + (row.told.code ?? "")
                visible: row.open
                width: parent.width
                text: row.told.label ?? ""
                checked: row.told.chosen ?? false
                onToggled: page.model.toggle(row.told.code)
            }

            Panel {
                id: shut

                visible: !row.open
                width: parent.width
                height: Math.max(Theme.fieldHeight, said.height + 2 * Theme.gap12)
                radius: Theme.radiusField
                color: Theme.disabled

                Column {
                    id: said

                    x: Theme.gap32
                    width: parent.width - 2 * Theme.gap32
                    anchors.verticalCenter: parent.verticalCenter

                    AppText {
                        width: parent.width
                        text: row.told.label ?? ""
                        color: Theme.ink
                        wrapMode: Text.Wrap
                    }

                    AppText {
                        width: parent.width
                        text: row.told.why ?? ""
                        kind: "label"
                        color: Theme.ink2
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
    }
}
