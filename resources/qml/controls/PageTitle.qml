import QtQuick
import theme
import primitives

// The page's question and one sentence of help, to its end in the longer language too. `tail` width is kept free on the right for a small button.
Column {
    id: root

    property string title: ""
    property string help: ""
    property int tail: 0

    width: Theme.contentWidth
    spacing: Theme.gap4

    AppText {
        width: parent.width - root.tail
        text: root.title
        kind: "title"
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.headingSize
        wrapMode: Theme.english ? Text.WordWrap : Text.NoWrap
        maximumLineCount: 2
        Accessible.role: Accessible.Heading
    }

    AppText {
        width: parent.width
        visible: text !== ""
        text: root.help
        color: Theme.ink2
        wrapMode: Text.Wrap
        maximumLineCount: Theme.english ? 4 : 2
    }
}
