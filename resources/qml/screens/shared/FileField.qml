pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls

// What is photographed or scanned: a button, the camera while it is open, and what there is by now.
Column {
    id: root

    property var field: null
    property int preview: 0
    readonly property bool scans: field.kind === "scan"
    readonly property bool byDocument: field.how === "document"
    readonly property int count: field.pages.length
    readonly property int buttonHeight: Theme.landscape ? Theme.smallButtonHeight : Theme.buttonHeight
    readonly property int perRow: !scans ? 1 : Theme.landscape ? 4 : 3

    spacing: Theme.landscape ? Theme.gap8 : Theme.gap16

    FieldLabel {
        width: root.width
        text: root.field.label
        error: root.field.error
    }

    Loader {
        width: root.width
        active: root.field.live
        visible: active

        sourceComponent: Column {
            spacing: root.spacing

            CameraView {
                objectName: "camera_" + root.field.name
                width: root.width
                height: Theme.low ? (Theme.elder ? 460 : 560) : Theme.length(720)
                guide: "none"
                counter: root.preview
            }

            Row {
                spacing: Theme.gap16

                AppButton {
                    objectName: "stop_" + root.field.name
                    width: (root.width - Theme.gap16) / 2
                    height: root.buttonHeight
                    text: qsTr("不拍了")
                    onClicked: root.field.stop()
                }

                AppButton {
                    objectName: "shoot_" + root.field.name
                    width: (root.width - Theme.gap16) / 2
                    height: root.buttonHeight
                    kind: "outline"
                    iconName: "camera"
                    enabled: !root.field.busy
                    text: root.field.busy ? qsTr("正在拍") : qsTr("拍下来")
                    onClicked: root.field.shoot()
                }
            }
        }
    }

    Flow {
        width: root.width
        visible: root.count > 0 && !root.field.live
        spacing: root.spacing

        Repeater {
            model: root.field.live ? [] : root.field.pages

            Panel {
                id: page

                required property int index
                required property string modelData

                objectName: "taken_" + root.field.name + "_" + index
                width: root.scans ? Math.floor((root.width - (root.perRow - 1) * root.spacing) / root.perRow) : root.width
                height: picture.height + 2 * Theme.gap12 + (root.scans ? foot.height : 0)
                radius: Theme.radiusField

                Image {
                    id: picture

                    x: Theme.gap12
                    y: Theme.gap12
                    width: parent.width - 2 * Theme.gap12
                    height: root.scans ? Math.round(width * 1.2) : Theme.low ? 460 : Theme.length(620)
                    source: page.modelData
                    fillMode: Image.PreserveAspectFit
                    cache: false
                    smooth: true
                }

                Item {
                    id: foot

                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: visible ? Theme.touch : 0
                    visible: root.scans

                    AppText {
                        x: Theme.gap16
                        anchors.verticalCenter: parent.verticalCenter
                        text: qsTr("第 %1 页").arg(page.index + 1)
                        kind: "small"
                        color: Theme.ink2
                    }

                    LinkButton {
                        objectName: "drop_" + page.index
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.gap16
                        text: qsTr("删掉")
                        onClicked: root.field.drop(page.index)
                    }
                }
            }
        }
    }

    AppButton {
        objectName: "begin_" + root.field.name
        width: Theme.landscape ? implicitWidth : root.width
        height: root.buttonHeight
        visible: !root.field.live && (!root.scans || root.field.hasRoom)
        enabled: !root.field.busy
        kind: "outline"
        textKind: Theme.landscape ? "body" : "button"
        iconName: root.byDocument ? "scan" : "camera"
        text: root.field.busy ? qsTr("正在拍") : root.count === 0 ? (root.scans ? qsTr("拍第一页") : qsTr("打开镜头拍")) : root.scans ? qsTr("再拍一页") : qsTr("重拍")
        onClicked: root.field.begin()
    }

    AppText {
        width: root.width
        visible: text !== "" && !root.field.live
        text: root.field.advice !== "" ? root.field.advice : root.byDocument && root.count === 0 ? qsTr("把纸放到高拍仪下面，放平") : ""
        kind: "label"
        bold: root.field.advice !== ""
        color: root.field.advice !== "" ? Theme.warn : Theme.ink2
        wrapMode: Text.Wrap
    }
}
