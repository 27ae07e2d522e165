import QtQuick

// What every test of the check has in common: what its primary button does, and the keys it takes.
Item {
    property string primaryText: ""
    property bool primaryEnabled: true

    signal primary

    // Whether the key was one of this test's.
    function takesKey(key) {
        return false
    }
}
