import QtQuick

// 取号: what the ticket is for, or that something was booked. The same list as for doing it here.
ItemsScreen {
    id: page

    note: qsTr("不知道选哪个？直接到窗口问。")
    booked: qsTr("今天约过号")
    told: page.model.unbooked ? qsTr("没找到今天在这里的预约") : ""
    onClaimed: page.model.claim()
}
