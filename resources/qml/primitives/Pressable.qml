import QtQuick
import theme

// What can be touched: position, keys and assistive tools all end in `clicked`.
Item {
    id: root

    property string label: ""
    property int frameRadius: Theme.radiusCard
    readonly property bool pressed: (area.pressed && area.containsMouse) || keyed
    property bool keyed: false

    signal clicked

    function press() {
        if (!root.enabled)
            return
        if (InputMethod.visible)
            InputMethod.commit()
        root.clicked()
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: root.label
    Accessible.focusable: true
    Accessible.onPressAction: root.press()
    Keys.onPressed: event => {
        if (event.isAutoRepeat || (event.key !== Qt.Key_Space && event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter))
            return
        root.keyed = true
        event.accepted = true
    }
    Keys.onReleased: event => {
        if (!root.keyed || event.isAutoRepeat)
            return
        root.keyed = false
        event.accepted = true
        root.press()
    }
    onActiveFocusChanged: if (!activeFocus)
        root.keyed = false

    MouseArea {
        id: area

        anchors.centerIn: parent
        width: Math.max(root.width, Theme.touch)
        height: Math.max(root.height, Theme.touch)
        onClicked: root.press()
    }

    FocusFrame {
        visible: root.activeFocus
        controlRadius: root.frameRadius
    }
}
