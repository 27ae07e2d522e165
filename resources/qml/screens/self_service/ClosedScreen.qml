pragma ComponentBehavior: Bound

import QtQuick
import theme
import controls
import "../shared"

// Nobody is taken now: why, and for whoever works at the open cabinet, how each device is.
StepPage {
    id: page

    required property var model
    readonly property var devices: model.devices
    readonly property bool forTechnicians: devices.length > 0

    title: model.title
    help: model.text
    spacing: Theme.gap16
    primaryText: page.model.canResume ? qsTr("恢复服务") : ""
    onPrimary: page.model.resume()

    NoticePanel {
        objectName: "looseEnds"
        visible: page.model.looseEnds.length > 0
        lines: page.model.looseEnds
    }

    Repeater {
        model: page.devices.length

        DeviceRow {
            required property int index

            device: page.devices[index] ?? ({})
        }
    }

    ClosedScene {
        visible: !page.forTechnicians
        icon: page.model.icon
    }
}
