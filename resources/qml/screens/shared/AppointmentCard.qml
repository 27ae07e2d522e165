import QtQuick
import theme
import primitives
import controls

// When and where to come. told: {when, place, address, note}; the note says that it does not stand yet.
AppCard {
    id: root

    property var told: ({})
    readonly property bool pending: (told.note ?? "") !== ""

    padding: Theme.landscape || Theme.low ? Theme.gap24 : Theme.gap32
    spacing: Theme.gap4

    AppText {
        width: parent.width
        visible: root.pending
        text: root.told.note ?? ""
        bold: true
        color: Theme.warn
        wrapMode: Text.Wrap
    }

    AppText {
        objectName: "when"
        width: parent.width
        text: root.told.when ?? ""
        kind: "heading"
        bold: true
        color: root.pending ? Theme.ink : Theme.brand
    }

    AppText {
        width: parent.width
        visible: !(Theme.low && Theme.elder && root.pending)
        text: root.told.place ?? ""
        kind: "body"
        bold: true
        wrapMode: Text.Wrap
    }

    AppText {
        width: parent.width
        visible: !Theme.low
        text: root.told.address ?? ""
        kind: "body"
        color: Theme.ink2
        wrapMode: Text.Wrap
    }
}
