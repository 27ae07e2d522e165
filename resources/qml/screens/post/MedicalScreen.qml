pragma ComponentBehavior: Bound

import QtQuick
import theme
import primitives
import controls
import "../shared"

// 体检: the test that goes on large in the middle, all of them with their results on the right. Every answer has a key.
FocusScope {
    id: page

    required property var model
    readonly property string part: model.part
    readonly property bool troubled: model.mood === "troubled"
    readonly property CheckTest test: loader.item as CheckTest
    readonly property string primaryText: page.troubled ? "" : page.part === "" ? qsTr("下一步") : page.test !== null ? page.test.primaryText : ""
    readonly property bool primaryEnabled: page.part === "" || (page.test !== null && page.test.primaryEnabled)
    readonly property string backText: qsTr("上一步")
    readonly property bool backEnabled: true

    function primary() {
        if (page.part === "")
            page.model.goOn()
        else if (page.test !== null)
            page.test.primary()
    }

    function back() {
        page.model.goBack()
    }

    // Each test takes its keys; whoever was typing is not disturbed.
    function takeFocus() {
        if (page.part !== "height")
            page.forceActiveFocus()
    }

    anchors.fill: parent
    onPartChanged: Qt.callLater(page.takeFocus)
    Component.onCompleted: Qt.callLater(page.takeFocus)
    Keys.onPressed: event => {
        if (!event.isAutoRepeat && !page.troubled && page.test !== null && page.test.takesKey(event.key))
            event.accepted = true
    }

    Panel {
        width: Theme.deskMiddle
        height: parent.height
        raised: true

        AppText {
            id: heading

            objectName: "testName"
            x: Theme.deskPadding
            y: Theme.gap24
            text: page.model.title
            kind: "title"
            Accessible.role: Accessible.Heading
        }

        Loader {
            id: loader

            x: Theme.deskPadding
            y: heading.y + heading.height + Theme.gap8
            width: Theme.contentWidth
            height: actions.y - y - Theme.gap16
            visible: !page.troubled
            sourceComponent: page.part === "height" ? height_ : page.part === "vision" ? vision : page.part === "colour" ? colour : page.part === "hearing" ? hearing : page.part === "acts" ? acts : done
        }

        StepTrouble {
            anchors.centerIn: parent
            width: Theme.contentWidth
            model: page.model
        }

        ActionBar {
            id: actions

            x: Theme.deskPadding
            y: parent.height - height - Theme.gap24
            backText: page.backText
            primaryText: page.primaryText
            primaryEnabled: page.primaryEnabled
            onBack: page.back()
            onPrimary: page.primary()
        }
    }

    Component {
        id: height_

        HeightTest {
            model: page.model
        }
    }

    Component {
        id: vision

        VisionTest {
            model: page.model
        }
    }

    Component {
        id: colour

        ColourTest {
            model: page.model
        }
    }

    Component {
        id: hearing

        HearingTest {
            model: page.model
        }
    }

    Component {
        id: acts

        LimbActs {
            model: page.model
        }
    }

    Component {
        id: done

        CheckTest {
            AppText {
                width: parent.width
                text: qsTr("右边是全部结果。要改哪一项，点它的重测。")
                color: Theme.ink2
            }

            Badge {
                anchors.centerIn: parent
                size: 200
                round: true
                color: Theme.tint // done, not passed: that is the rules' to say
                iconName: "check"
            }
        }
    }
}
