pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// Home: the greeting or the notices, search, what is often done, nine fields, the card.
Item {
    id: page

    required property var model
    readonly property var tiles: model.tiles
    readonly property var hot: model.hot
    readonly property bool noticed: model.notices.length > 0

    anchors.fill: parent

    Column {
        x: Theme.margin
        width: Theme.contentWidth
        y: Theme.low ? Theme.lowLine - Theme.pageTop - height - Theme.gap64 : (touch.y - height) / 2 + (page.noticed ? 0 : Theme.gap12)

        HomeGreeting {
            visible: !page.noticed
        }

        NoticePanel {
            objectName: "notices"
            visible: page.noticed
            lines: page.model.notices
        }
    }

    Column {
        id: touch

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.strong ? Theme.gap32 : Theme.gap48
        x: Theme.margin
        width: Theme.contentWidth
        spacing: Theme.gutter

        Pressable {
            objectName: "search"
            width: parent.width
            height: Theme.searchHeight
            label: qsTr("输入要办的事，比如：换身份证")
            frameRadius: Theme.radiusLarge
            onClicked: page.model.search()

            Panel {
                anchors.fill: parent
                raised: true
                radius: Theme.radiusLarge
                color: parent.pressed ? Theme.surfacePressed : Theme.surface
                edgeColor: Theme.edge
                edgeWidth: Theme.edgeWidth
            }

            Icon {
                id: glass

                x: Theme.gap32 + Theme.gap8
                anchors.verticalCenter: parent.verticalCenter
                name: "search"
                color: Theme.strong ? Theme.ink : Theme.brand
                size: Theme.iconLarge
            }

            AppText {
                anchors.left: glass.right
                anchors.leftMargin: Theme.gap24
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap24
                anchors.verticalCenter: parent.verticalCenter
                text: Theme.elder ? qsTr("找要办的事") : qsTr("输入要办的事，比如：换身份证")
                color: Theme.ink3
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }

        HotRow {
            visible: !Theme.low
            hot: page.hot
            onChosen: code => page.model.chooseItem(code)
            onAll: page.model.openField("")
        }

        Item {
            visible: !Theme.low && !Theme.elder
            width: parent.width
            height: Theme.gap64

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("按类别找")
                kind: "button"
            }

            LinkButton {
                objectName: "all"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("全部 %1 项").arg(page.model.count)
                iconName: "right"
                iconAfter: true
                onClicked: page.model.openField("")
            }
        }

        Grid {
            columns: 3
            columnSpacing: Theme.gutter
            rowSpacing: Theme.tileGap

            Repeater {
                model: page.tiles.length

                FieldTile {
                    required property int index
                    readonly property var field: page.tiles[index] ?? ({})

                    objectName: "tile_" + field.code
                    name: field.name ?? ""
                    hint: field.hint ?? ""
                    icon: field.icon ?? "grid"
                    colours: field.icon === "users" ? "family" : icon
                    available: field.available ?? true
                    online: page.model.online
                    onClicked: page.model.openField(field.code)
                }
            }
        }

        HomeEntries {
            online: page.model.online
            ticketHint: page.model.ticketHint
            onTicket: page.model.takeTicket()
            onCard: page.model.lookUp()
            onProgress: page.model.track()
            onScan: page.model.scan()
            onExplain: topic => page.model.explain(topic)
        }
    }

    ExplainSheet {
        model: page.model
    }
}
