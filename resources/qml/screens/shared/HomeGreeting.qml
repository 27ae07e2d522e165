import QtQuick
import theme
import primitives

// 您好，今天办什么？ After a minute without a touch it cross-fades between three sentences; nothing else moves.
Column {
    id: root

    property int turn: 0
    readonly property var sentences: [qsTr("您好，今天办什么？"), qsTr("带上身份证就能办"), qsTr("不会用，就点找人帮忙")]

    width: Theme.contentWidth
    spacing: Theme.gap8

    AppText {
        id: words

        width: parent.width
        text: root.sentences[root.turn]
        kind: "display"
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.titleSize
        Accessible.role: Accessible.Heading
    }

    AppText {
        width: parent.width
        visible: !Theme.elder || Theme.low
        text: Theme.low ? qsTr("屏幕已放低，办完自动恢复") : qsTr("点一下、搜一搜，都能办")
        color: Theme.ink2
        wrapMode: Text.Wrap
    }

    Timer {
        interval: root.turn === 0 && !cross.running ? Theme.attractAfterMs : Theme.attractMs
        repeat: true
        running: root.visible && Theme.moving
        onTriggered: cross.restart()
    }

    SequentialAnimation {
        id: cross

        NumberAnimation {
            target: words
            property: "opacity"
            to: 0
            duration: Theme.crossMs
        }

        ScriptAction {
            script: root.turn = (root.turn + 1) % root.sentences.length
        }

        NumberAnimation {
            target: words
            property: "opacity"
            to: 1
            duration: Theme.crossMs
        }
    }
}
