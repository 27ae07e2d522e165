pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "screens/shared"
import "screens/desk"
import "screens/post"

// The window of a desk, 1920 × 1080: what can be done on the left, the case in the middle, the person on the right, the
// devices below. The pages of the steps are those of the glass; `ownScreens` names the few that are laid out anew here.
Window {
    id: root

    required property var shell
    required property var desk
    readonly property url deskScreens: Qt.resolvedUrl("screens/desk/")
    readonly property url postScreens: Qt.resolvedUrl("screens/post/")
    readonly property var ownScreens: Object.assign({
        "AgencyScreen": root.deskScreens,
        "DoneScreen": root.deskScreens,
        "FormScreen": root.deskScreens,
        "HomeScreen": root.deskScreens,
        "MaterialsScreen": root.deskScreens,
        "PutCardScreen": root.deskScreens,
        "TakeOverScreen": root.deskScreens
    }, root.desk.post ? {
        "PhotoScreen": root.postScreens,
        "MedicalScreen": root.postScreens
    } : {})
    readonly property bool atBranch: root.desk.post && root.desk.busy
    readonly property bool wide: root.desk.post && !(root.desk.branch?.examines ?? false) // nothing stands on the right
    readonly property bool bare: root.desk.post && ["PhotoScreen", "MedicalScreen"].includes(root.shell.screen.replace(/\.qml$/, "")) // pages with panels of their own
    readonly property var signIn: root.desk.signIn
    readonly property var page: pages.current
    readonly property var panel: keyboard.item
    readonly property bool keyboardUp: panel !== null && panel.active
    readonly property int keyboardHeight: keyboardUp ? panel.height : 0

    readonly property var queue: root.desk.queue

    function begin(code) {
        head.clear()
        root.shell.model.chooseItem(code)
    }

    function goOn() {
        if (root.queue !== null && root.queue.itemCode !== "" && !root.desk.busy)
            root.begin(root.queue.itemCode)
        else if (root.page !== null && (root.page.primaryText ?? "") !== "" && root.page.primaryEnabled)
            root.page.primary()
    }

    function goBack() {
        if (root.page !== null && (root.page.backText ?? "") !== "" && root.page.backEnabled)
            root.page.back()
    }

    width: Theme.sceneWidth
    height: Theme.sceneHeight
    color: Theme.canvas
    visible: true
    title: qsTr("便民服务终端")

    Binding {
        target: Theme
        property: "landscape"
        value: true
    }

    Binding {
        target: Theme
        property: "post"
        value: root.desk.post
    }

    Binding {
        target: Theme
        property: "english"
        value: String(root.shell.language).startsWith("en")
    }

    Binding {
        target: Theme
        property: "pageTop"
        value: 0
    }

    Item {
        id: scene

        objectName: "scene"
        width: Theme.sceneWidth
        height: Theme.sceneHeight
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)

        // A key that is held down is one press: what asks twice is asked twice.
        Shortcut {
            autoRepeat: false
            sequence: "F3"
            enabled: root.desk.taken
            onActivated: head.find()
        }

        Shortcut {
            autoRepeat: false
            sequence: "F8"
            enabled: root.desk.taken && root.queue !== null && root.queue.canCall && !root.signIn.open
            onActivated: root.queue.callNext()
        }

        Shortcut {
            autoRepeat: false
            sequence: "F9"
            enabled: root.desk.taken && root.desk.takesOver && root.desk.free && !root.signIn.open
            onActivated: root.desk.takeOver()
        }

        Shortcut {
            autoRepeat: false
            sequence: "F4"
            enabled: root.desk.taken && root.desk.free && !root.signIn.open
            onActivated: root.desk.lookUp()
        }

        // The plain buttons of every step: what is missing on paper, and a case that waits.
        Shortcut {
            autoRepeat: false
            sequence: "F6"
            enabled: root.desk.taken && !root.signIn.open
            onActivated: root.desk.papers.act("notify")
        }

        Shortcut {
            autoRepeat: false
            sequence: "F7"
            enabled: root.desk.taken && !root.signIn.open
            onActivated: root.desk.papers.act("hold")
        }

        // Enter is the page's primary, unless it is somebody's own: a field's, or the button's that has the focus.
        Shortcut {
            autoRepeat: false
            sequences: ["Return", "Enter"]
            enabled: root.desk.taken && !root.signIn.open && root.activeFocusItem?.activeFocusOnTab !== true
            onActivated: root.goOn()
        }

        Shortcut {
            autoRepeat: false
            sequence: "Escape"
            enabled: root.desk.taken || root.signIn.open
            onActivated: root.signIn.open ? root.signIn.close() : head.searching && root.desk.searched !== "" ? head.clear() : root.goBack()
        }

        DeskHead {
            id: head

            objectName: "head"
            desk: root.desk
        }

        DeskItems {
            x: Theme.margin
            y: Theme.deskTop
            height: bar.y - Theme.gap24 - y
            desk: root.desk
            visible: root.desk.taken && !root.atBranch && root.queue === null // no key reaches it while nobody sits here
            onChosen: code => root.begin(code)
        }

        Loader {
            x: Theme.margin
            y: Theme.deskTop
            height: bar.y - Theme.gap24 - y
            active: root.queue !== null
            visible: root.desk.taken

            sourceComponent: QueuePane {
                objectName: "queue"
                queue: root.queue
                busy: root.desk.busy
                height: bar.y - Theme.gap24 - Theme.deskTop
                onBegin: code => root.begin(code)
            }
        }

        BranchPane {
            objectName: "branch"
            x: Theme.margin
            y: Theme.deskTop
            height: bar.y - Theme.gap24 - y
            visible: root.desk.taken && root.atBranch
            branch: root.desk.branch
            desk: root.desk
        }

        Panel {
            x: Theme.margin + Theme.deskLeft + Theme.gutter
            y: Theme.deskTop
            width: Theme.deskMiddle + (root.wide ? Theme.gutter + Theme.deskRight : 0)
            height: bar.y - Theme.gap24 - y
            visible: root.desk.taken
            raised: !root.bare
            color: root.bare ? Theme.clear : Theme.surface
            edgeColor: root.bare ? Theme.clear : Theme.cardLine

            CaseHead {
                id: caseHead

                objectName: "caseHead"
                desk: root.desk
                marks: root.shell.marks
                visible: root.desk.caseTitle !== "" && !root.desk.post
            }

            ScreenStack {
                id: pages

                objectName: "pages"
                x: (parent.width - width) / 2
                y: caseHead.visible ? caseHead.height : 0
                width: Theme.deskMiddle
                height: parent.height - y - (root.signIn.open ? 0 : Math.max(0, root.keyboardHeight - Theme.gap24))
                screen: root.shell.screen
                model: root.shell.model
                own: root.ownScreens
                extras: ({
                        "DoneScreen": {
                            desk: root.desk
                        },
                        "HomeScreen": {
                            desk: root.desk
                        },
                        "MaterialsScreen": {
                            desk: root.desk
                        }
                    })
                forward: root.shell.forward
                instant: true
            }
        }

        PersonPane {
            objectName: "person"
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            y: Theme.deskTop
            height: bar.y - Theme.gap24 - y
            visible: root.desk.taken && !root.desk.post
            desk: root.desk
        }

        // What the body has to be able to, from the first step on; its results as they come.
        Loader {
            objectName: "bodyPane"
            anchors.right: parent.right
            anchors.rightMargin: Theme.margin
            y: Theme.deskTop
            width: Theme.deskRight
            height: bar.y - Theme.gap24 - y
            active: root.desk.taken && root.atBranch && !root.wide

            sourceComponent: MedicalPanel {
                model: root.desk.branch.medical
            }
        }

        DeviceBar {
            id: bar

            objectName: "devices"
            anchors.bottom: parent.bottom
            desk: root.desk
        }

        // What the search finds while a case is being done, where the list has no place of its own.
        DeskItems {
            objectName: "found"
            x: 700
            y: Theme.headHeight + Theme.gap8
            width: 520
            height: 96 + Math.max(2, root.desk.items.length) * (Theme.touch + Theme.gap16 + Theme.gap4)
            desk: root.desk
            visible: root.desk.taken && root.queue !== null && root.desk.busy && head.searching && root.desk.searched !== ""
        }

        // Somebody has to sit here before anything is done.
        Rectangle {
            objectName: "nobody"
            anchors.fill: parent
            anchors.topMargin: Theme.headHeight
            visible: !root.desk.taken
            color: Theme.canvas

            MouseArea {
                anchors.fill: parent
            }

            EmptyPanel {
                anchors.centerIn: parent
                width: Theme.deskMiddle / 2
                icon: "user"
                title: qsTr("登录后开始办件")
                sentence: qsTr("用您的工号和 PIN。")
                primaryText: qsTr("登录")
                onPrimary: root.desk.begin()
            }
        }

        OnDemand {
            id: staff

            wanted: root.signIn.open

            sourceComponent: SignInSheet {
                model: root.signIn
                open: staff.open
                height: Theme.sceneHeight
                help: qsTr("窗口要办事员或负责人的工号。")
            }
        }

        // For who works by touch alone: it rises with a field that was touched, over the lower part of the case.
        Loader {
            id: keyboard

            objectName: "keyboard"
            x: Theme.margin + Theme.deskLeft + Theme.gutter
            width: Theme.deskMiddle
            y: bar.y - root.keyboardHeight
            visible: root.keyboardUp
            asynchronous: true
            // The folder for learnt words must be known before the keyboard first looks for one.
            function start() {
                setSource("controls/KeyboardPanel.qml", {
                    dataPath: root.shell.keyboardDataPath || ""
                })
            }

            onLoaded: {
                root.panel.dataPath = Qt.binding(() => root.shell.keyboardDataPath || "")
                root.panel.language = Qt.binding(() => root.shell.language)
            }
        }
    }

    Binding {
        target: root.page as StepPage
        property: "extras"
        value: root.desk.papers.acts
    }

    Connections {
        target: root.page as StepPage

        function onExtra(name) {
            root.desk.papers.act(name)
        }
    }

    Timer {
        interval: 600
        running: root.visible
        onTriggered: keyboard.start()
    }
}
