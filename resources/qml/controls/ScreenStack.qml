import QtQuick
import theme

// Shows one screen of screens/self_service by name; the old one leaves as the new one comes: 24 px and a fade.
// `instant` cuts hard: nobody's page may linger when a sitting ends.
Item {
    id: root

    property string screen: ""
    property var model: null
    property bool forward: true
    property bool instant: false
    property string folder: Qt.resolvedUrl("../screens/self_service/")
    property Item current: null
    property Item leaving: null

    signal shown(string screen)

    function show() {
        root.finish()
        if (root.screen === "") {
            if (root.current)
                root.current.destroy()
            root.current = null
            return
        }
        const component = Qt.createComponent(root.folder + root.screen.replace(/\.qml$/, "") + ".qml")
        if (component.status !== Component.Ready) {
            console.error(component.errorString())
            return
        }
        root.leaving = root.current
        root.current = component.createObject(holder, {
            model: root.model
        })
        if (!root.current)
            return
        root.shown(root.screen)
        if (root.leaving)
            root.turn()
    }

    function turn() {
        root.leaving.enabled = false
        if (!Theme.moving || root.instant) {
            root.finish()
            return
        }
        slide.target = root.current
        slide.from = root.forward ? Theme.pageSlide : -Theme.pageSlide
        fadeIn.target = root.current
        fadeOut.target = root.leaving
        change.start()
    }

    function finish() {
        change.stop()
        if (root.current) {
            root.current.x = 0
            root.current.opacity = 1
        }
        if (root.leaving) {
            root.leaving.visible = false
            root.leaving.destroy()
        }
        root.leaving = null
    }

    onScreenChanged: Qt.callLater(root.show)
    onModelChanged: Qt.callLater(root.show)
    Component.onCompleted: root.show()

    Item {
        id: holder

        anchors.fill: parent
    }

    ParallelAnimation {
        id: change

        onFinished: root.finish()

        NumberAnimation {
            id: slide

            property: "x"
            to: 0
            duration: Theme.pageMs
            easing.type: Easing.OutCubic
        }

        NumberAnimation {
            id: fadeIn

            property: "opacity"
            from: 0
            to: 1
            duration: Theme.pageMs
        }

        NumberAnimation {
            id: fadeOut

            property: "opacity"
            to: 0
            duration: Theme.pageMs
        }
    }
}
