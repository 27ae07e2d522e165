import theme
import controls

// 转到窗口办: a quiet way on at the end of a page, where this station hands cases over. Where room is shortest it stands in
// 找人帮忙 alone.
LinkButton {
    required property var model
    property bool wanted: true

    objectName: "toCounter"
    visible: wanted && model.canHandOver && !(Theme.elder && Theme.low)
    text: qsTr("转到窗口办")
    iconName: "users"
    onClicked: model.handOver()
}
