import QtQuick
import theme

// Shows one screen of screens/self_service by name; the old one is gone at once, the new one comes with 24 px and a fade.
// `instant` cuts hard: nobody's page may linger when a sitting ends.
Item {
    id: root

    property string screen: ""
    property var model: null
    property bool forward: true
    property bool instant: false
    property string folder: Qt.resolvedUrl("../screens/self_service/")
    // Screens that are laid out anew for this window, and where they lie; all others are those of the glass.
    property var own: ({}) // name: address of its folder
    property var extras: ({}) // properties for those
    property Item current: null
    readonly property bool turning: change.running

    signal shown(string screen)

    function show() {
        root.settle()
        if (root.screen === "") {
            root.drop(root.current)
            root.current = null
            return
        }
        const name = root.screen.replace(/\.qml$/, "")
        const component = Qt.createComponent((root.own[name] ?? root.folder) + name + ".qml")
        if (component.status !== Component.Ready) {
            console.error(component.errorString())
            return
        }
        const given = name in root.own ? root.extras[name] || {} : {}
        const page = component.createObject(holder, Object.assign({
            model: root.model
        }, given))
        if (!page)
            return
        const first = root.current === null
        root.drop(root.current)
        root.current = page
        root.shown(root.screen)
        if (!first && Theme.moving && !root.instant)
            root.turn()
    }

    function drop(page) {
        if (!page)
            return
        page.visible = false
        page.destroy()
    }

    function turn() {
        slide.target = root.current
        slide.from = root.forward ? Theme.pageSlide : -Theme.pageSlide
        fade.target = root.current
        change.start()
    }

    function settle() {
        change.stop()
        if (!root.current)
            return
        root.current.x = 0
        root.current.opacity = 1
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

        NumberAnimation {
            id: slide

            property: "x"
            to: 0
            duration: Theme.pageMs
            easing.type: Easing.OutCubic
        }

        NumberAnimation {
            id: fade

            property: "opacity"
            from: 0
            to: 1
            duration: Theme.pageMs
            easing.type: Easing.OutCubic
        }
    }
}
