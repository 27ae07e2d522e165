import QtQuick
import QtQuick.VirtualKeyboard.Styles
import theme
import primitives

// One word that the typed letters may mean.
SelectionListItem {
    id: root

    // The list gives its roles to the delegate's context; a required property would take `index` from the base type.
    // qmllint disable unqualified
    readonly property string word: display
    readonly property int place: index
    // qmllint enable unqualified

    width: Math.max(Theme.touch - Theme.gap8, caption.implicitWidth + Theme.gap48)

    Rectangle {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        visible: root.place > 0
        width: 2
        height: 36
        color: Theme.rail
    }

    AppText {
        id: caption

        anchors.centerIn: parent
        text: root.word
        font.pixelSize: Theme.keySize
        bold: false
    }
}
