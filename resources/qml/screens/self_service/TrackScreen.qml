import QtQuick
import theme
import controls
import "../shared"

// 查进度: the number on the receipt and the end of an ID number; or the card, which shows all.
StepPage {
    id: page

    required property var model
    readonly property bool failed: model.trouble.title !== undefined
    readonly property bool scanned: model.scanned !== ""

    title: qsTr("查进度")
    help: page.scanned ? qsTr("再填身份证号后 4 位，就能看到办到哪了。") : qsTr("编号在凭条上。")
    backText: page.model.asking ? "" : qsTr("返回")
    backIcon: "left"
    primaryText: page.model.asking || page.failed ? "" : qsTr("查一下")
    primaryIcon: "search"
    onBack: page.model.goBack()
    onPrimary: page.model.submit()

    WaitingPanel {
        visible: page.model.asking
        icon: "search"
        title: qsTr("正在查，约 2 秒")
        sentence: qsTr("一两秒就好。")
    }

    StepTrouble {
        model: page.model
    }

    StatePanel {
        objectName: "missed"
        visible: page.model.missed
        mood: "bad"
        icon: "search"
        title: qsTr("没查到")
        sentence: page.scanned ? qsTr("后 4 位不对，或者这件事还没传上来。") : qsTr("编号或者后 4 位不对，照凭条再看一遍。")
    }

    StatePanel {
        objectName: "scanned"
        visible: page.scanned && !page.model.asking
        mood: "done"
        icon: "scan"
        title: page.model.scanned
        sentence: qsTr("凭条上的码认出来了，编号不用填。")
    }

    TextField {
        objectName: "number"
        visible: !page.model.asking && !page.scanned
        width: parent.width
        label: qsTr("办件编号")
        placeholder: qsTr("比如 BM0120260318-0001")
        inputKind: "code"
        offers: ["BM"] // how numbers begin; the keys open with figures
        maximumLength: 40
        error: page.model.numberError
        Component.onCompleted: text = page.model.number
        onEdited: text => page.model.typeNumber(text)
    }

    TextField {
        objectName: "digits"
        visible: !page.model.asking
        width: parent.width
        label: qsTr("身份证号后 4 位")
        placeholder: qsTr("4 位")
        inputKind: "number"
        offers: ["X"]
        maximumLength: 4
        error: page.model.digitsError
        Component.onCompleted: text = page.model.digits
        onEdited: text => page.model.typeDigits(text)
    }

    WayCard {
        objectName: "card"
        visible: !page.model.asking
        width: Theme.contentWidth
        name: qsTr("刷身份证")
        hint: qsTr("全部办件，还能补材料、打印结果")
        icon: "idcard"
        arrow: true
        onClicked: page.model.putCard()
    }
}
