import QtQuick
import theme
import primitives

// A code for the phone, on white with its quiet zone, and what it is for.
AppCard {
    id: root

    property string content: ""
    property string caption: ""
    property int size: Theme.length(440)

    Item {
        width: parent.width
        height: root.size

        Image {
            objectName: "qr"
            anchors.centerIn: parent
            width: root.size
            height: root.size
            sourceSize: Qt.size(root.size, root.size)
            smooth: false
            source: root.content === "" ? "" : "image://qr/" + Qt.btoa(root.content).replace(/\+/g, "-").replace(/\//g, "_")
            Accessible.role: Accessible.Graphic
            Accessible.name: root.caption
        }
    }

    AppText {
        width: parent.width
        visible: text !== ""
        text: root.caption
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
}
