import QtQuick

// 取号: what the ticket is for. The same list as for doing it here.
ItemsScreen {
    note: qsTr("不知道选哪个？直接到窗口问。")
}
