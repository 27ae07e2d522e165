pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "screens/shared"

// The window: session bar (head and dock), the screen between them, the dialogs that stand on the dock, the keyboard.
Window {
    id: root

    required property var shell
    readonly property var panel: keyboard.item
    readonly property bool keyboardUp: panel !== null && panel.active
    readonly property int keyboardHeight: keyboardUp ? panel.height : 0
    property string sheet: ""
    readonly property var signIn: root.shell.signIn ?? null
    readonly property bool signingIn: root.signIn !== null && root.signIn.open

    function dockItems() {
        const shell = root.shell
        const lead = shell.homeDock ? {
            name: "elder",
            icon: "textsize",
            text: qsTr("长辈版"),
            lit: shell.elder
        } : {
            name: "exit",
            icon: "exit",
            text: qsTr("退出")
        }
        const second = shell.homeDock ? {
            name: "low",
            icon: "wheelchair",
            text: shell.low ? (shell.elder ? qsTr("已低") : qsTr("已放低")) : shell.elder ? qsTr("放低") : qsTr("屏幕放低"),
            lit: shell.low
        } : {
            name: "access",
            icon: "textsize",
            text: qsTr("长辈版"),
            lit: shell.elder
        }
        return [lead, second,
            {
                name: "voice",
                icon: "speaker",
                text: qsTr("听语音"),
                lit: shell.voiceOn
            },
            {
                name: "language",
                icon: "globe",
                text: shell.elder ? qsTr("语言") : qsTr("中文 / EN")
            },
            {
                name: "help",
                icon: "headset",
                text: shell.elder ? qsTr("找人帮") : qsTr("找人帮忙")
            }
        ]
    }

    function dockPressed(name) {
        const acts = {
            "exit": () => root.shell.exitPressed(),
            "elder": () => root.shell.toggleElder(),
            "low": () => root.shell.toggleLow(),
            "voice": () => root.shell.toggleVoice(),
            "language": () => root.shell.toggleLanguage(),
            "access": () => root.sheet = root.sheet === "access" ? "" : "access",
            "help": () => root.sheet = root.sheet === "help" ? "" : "help"
        }
        if (name !== "access" && name !== "help")
            root.sheet = ""
        if (name === "help" && root.signIn !== null)
            root.signIn.close()
        acts[name]()
    }

    // A dialog takes the place of the keyboard: what was being typed is committed and its field left.
    onSheetChanged: if (root.sheet !== "")
        pages.forceActiveFocus()
    width: Theme.sceneWidth
    height: Theme.sceneHeight
    color: Theme.canvas
    visible: true
    title: qsTr("便民服务终端")

    Binding {
        target: Theme
        property: "elder"
        value: root.shell.elder
    }

    Binding {
        target: Theme
        property: "low"
        value: root.shell.low
    }

    Binding {
        target: Theme
        property: "english"
        value: String(root.shell.language).startsWith("en")
    }

    Binding {
        target: Theme
        property: "contrast"
        value: root.shell.contrast === true
    }

    Binding {
        target: Theme
        property: "pageTop"
        value: root.shell.marksVisible ? Theme.marksBottom : Theme.headHeight
    }

    Connections {
        target: root.shell
        ignoreUnknownSignals: true

        function onScreenChanged() {
            root.sheet = ""
            if (root.shell.homeDock)
                Theme.motionAllowed = true
        }

        function onRested() {
            root.sheet = ""
        }

        function onHelpWanted() {
            root.sheet = "help"
        }
    }

    Item {
        id: scene

        objectName: "scene"
        width: Theme.sceneWidth
        height: Theme.sceneHeight
        anchors.centerIn: parent
        scale: Math.min(root.width / width, root.height / height)

        Rectangle {
            visible: Theme.low
            width: parent.width
            height: Theme.lowLine
            color: Theme.lowGround

            Icon {
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap24
                anchors.bottom: parent.bottom
                // The line under the gate, 20.05 of 24 down, lies on the edge of the upper ground.
                anchors.bottomMargin: -Math.round(size * 3.95 / 24)
                visible: root.shell.homeDock && !Theme.elder
                opacity: 0.12
                name: "gate"
                size: Theme.watermark
                weight: Theme.iconWeightFaint
            }
        }

        SessionHead {
            objectName: "head"
            home: root.shell.homeDock
            clock: root.shell.clock
            title: root.shell.headTitle
            fact: root.shell.headFact
            urgent: root.shell.headUrgent === true
            person: root.shell.personName
            seconds: root.shell.secondsLeft
            total: root.shell.secondsTotal
            onMarkHeld: root.shell.markHeld()
        }

        StepIndicator {
            objectName: "marks"
            x: Theme.margin
            y: Theme.marksTop
            visible: root.shell.marksVisible
            marks: root.shell.marks
        }

        ScreenStack {
            id: pages

            objectName: "pages"
            y: Theme.pageTop
            width: parent.width
            height: Theme.dockTop - (root.signingIn ? 0 : root.keyboardHeight) - y
            screen: root.shell.screen
            model: root.shell.model
            forward: root.shell.forward
            instant: root.shell.homeDock
        }

        Loader {
            id: keyboard

            objectName: "keyboard"
            width: parent.width
            y: Theme.dockTop - root.keyboardHeight
            visible: y < Theme.dockTop
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

            Behavior on y {
                enabled: Theme.moving

                NumberAnimation {
                    duration: root.keyboardUp ? Theme.riseMs : Theme.fallMs
                    easing.type: Easing.OutCubic
                }
            }
        }

        OnDemand {
            id: help

            wanted: root.sheet === "help"

            sourceComponent: HelpSheet {
                objectName: "helpSheet"
                open: help.open
                canCall: root.shell.canCallHelp === true
                called: root.shell.helpCalled === true
                onDismissed: root.sheet = ""
                handsOver: root.shell.model.canHandOver === true
                onCall: root.shell.callHelp()
                onHandOver: {
                    root.sheet = ""
                    root.shell.model.handOver()
                }
            }
        }

        OnDemand {
            id: access

            wanted: root.sheet === "access"

            sourceComponent: AccessSheet {
                objectName: "accessSheet"
                open: access.open
                elder: root.shell.elder
                low: root.shell.low
                contrast: Theme.contrast
                onDismissed: root.sheet = ""
                onElderToggled: root.shell.toggleElder()
                onLowToggled: root.shell.toggleLow()
                onContrastToggled: root.shell.toggleContrast()
            }
        }

        // Number and PIN for the technician's page; while the number is typed it stands on the keyboard.
        OnDemand {
            id: staff

            wanted: root.signingIn

            sourceComponent: SignInSheet {
                model: root.signIn
                open: staff.open
                height: Theme.dockTop - root.keyboardHeight
                help: qsTr("看机器要技术员或负责人的工号。")
            }
        }

        OnDemand {
            id: stillThere

            wanted: root.shell.stillThere

            sourceComponent: StillThereDialog {
                objectName: "stillThere"
                open: stillThere.open
                seconds: root.shell.secondsLeft
                onStay: root.shell.stayPressed()
                onLeave: root.shell.exitPressed()
            }
        }

        Dock {
            objectName: "dock"
            y: Theme.dockTop
            items: root.dockItems()
            onPressed: name => root.dockPressed(name)
        }

        // Nobody stands here: the glass is dark, and the first touch only wakes it.
        Rectangle {
            objectName: "dark"
            anchors.fill: parent
            z: 90
            visible: root.shell.asleep === true
            color: Theme.dark

            MouseArea {
                anchors.fill: parent
            }
        }

        // On top of all and taking nothing: each touch refills the ring, whatever is touched. The dark glass wakes when
        // the finger is lifted: were it gone at the press, the press would act on what lies below it.
        Item {
            anchors.fill: parent
            z: 100

            PointHandler {
                acceptedButtons: Qt.AllButtons
                onActiveChanged: if (active !== (root.shell.asleep === true))
                    root.shell.touched()
            }
        }
    }

    // A page change seen at fewer than 20 frames a second is jerky: from then on this sitting cuts hard.
    FrameAnimation {
        running: pages.turning
        onRunningChanged: if (!running && currentFrame < elapsedTime * Theme.leastFramesPerSecond)
            Theme.motionAllowed = false
    }

    // The keyboard is big and first needed on a form: it loads once the first screen stands.
    Timer {
        interval: 600
        running: root.visible
        onTriggered: keyboard.start()
    }
}
