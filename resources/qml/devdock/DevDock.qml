pragma ComponentBehavior: Bound

import QtQuick
import theme

// The developer panel: what hands would do to the machine. Works the simulators' own controls and nothing else.
Window {
    id: root

    required property var dock

    width: 540
    height: 960
    visible: true
    color: Theme.canvas
    title: qsTr("开发面板")

    Flickable {
        id: view

        width: Theme.sceneWidth
        height: root.height / view.scale
        scale: root.width / Theme.sceneWidth
        transformOrigin: Item.TopLeft
        contentHeight: sections.height + 2 * Theme.margin
        clip: true

        Column {
            id: sections

            x: Theme.margin
            y: Theme.margin
            width: view.width - 2 * Theme.margin
            spacing: Theme.gap32

            DockSection {
                title: qsTr("放身份证")

                Repeater {
                    model: root.dock.cards

                    DockButton {
                        required property var modelData
                        required property int index

                        objectName: "put_card_" + index
                        text: modelData.label
                        lit: modelData.lies
                        onClicked: root.dock.putCard(index)
                    }
                }

                DockButton {
                    objectName: "take_card"
                    text: qsTr("拿走")
                    onClicked: root.dock.takeCard()
                }
            }

            DockSection {
                title: qsTr("镜头前")

                Repeater {
                    model: root.dock.scenes

                    DockButton {
                        required property string modelData
                        required property int index

                        objectName: "scene_" + index
                        text: modelData
                        onClicked: root.dock.showScene(index)
                    }
                }
            }

            DockSection {
                title: qsTr("凭条纸")

                Repeater {
                    model: [
                        {
                            value: "full",
                            label: qsTr("够")
                        },
                        {
                            value: "low",
                            label: qsTr("快完了")
                        },
                        {
                            value: "out",
                            label: qsTr("没了")
                        }
                    ]

                    DockButton {
                        required property var modelData

                        objectName: "paper_" + modelData.value
                        text: modelData.label
                        lit: root.dock.paper === modelData.value
                        onClicked: root.dock.setPaper(modelData.value)
                    }
                }

                DockButton {
                    objectName: "cover"
                    text: root.dock.coverOpen ? qsTr("盖上盖子") : qsTr("打开盖子")
                    lit: root.dock.coverOpen
                    onClicked: root.dock.openCover(!root.dock.coverOpen)
                }
            }

            DockSection {
                title: qsTr("评价器")

                Repeater {
                    model: [5, 4, 3, 2, 1]

                    DockButton {
                        required property int modelData

                        objectName: "press_" + modelData
                        text: modelData
                        onClicked: root.dock.press(modelData)
                    }
                }
            }

            DockSection {
                title: qsTr("插头")

                Repeater {
                    model: root.dock.devices

                    DockButton {
                        required property var modelData

                        objectName: "plug_" + modelData.room
                        text: modelData.label
                        lit: modelData.plugged
                        onClicked: root.dock.plug(modelData.room, !modelData.plugged)
                    }
                }
            }

            DockSection {
                title: qsTr("网络和手机")

                DockButton {
                    objectName: "network"
                    text: root.dock.online ? qsTr("拔网线") : qsTr("插网线")
                    lit: root.dock.online
                    onClicked: root.dock.connectNetwork(!root.dock.online)
                }

                DockButton {
                    objectName: "phone_pay"
                    text: qsTr("手机付款")
                    onClicked: root.dock.openOnPhone("pay")
                }

                DockButton {
                    objectName: "phone_slip"
                    text: qsTr("手机填寄件单")
                    onClicked: root.dock.openOnPhone("slip")
                }
            }

            DockSection {
                title: qsTr("打出来的纸")

                Repeater {
                    model: root.dock.paperCount

                    Image {
                        required property int index

                        width: sections.width / 2 - Theme.gap12
                        fillMode: Image.PreserveAspectFit
                        source: "image://paper/" + index
                    }
                }
            }
        }
    }
}
