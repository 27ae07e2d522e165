import QtQuick
import theme

// Text in one of the seven sizes: display, title, heading, button, body, label, small.
Text {
    id: root

    property string kind: "body"
    property bool bold: kind === "display" || kind === "title" || kind === "heading" || kind === "button"

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.size(root.kind)
    font.bold: root.bold
    lineHeight: root.wrapMode === Text.NoWrap ? 1 : Theme.lineHeight / 1.45
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    renderType: Text.NativeRendering
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
