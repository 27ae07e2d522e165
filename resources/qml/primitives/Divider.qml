import QtQuick
import theme

// A line between rows.
Rectangle {
    height: Theme.strong ? 2 : 1
    color: Theme.line
}
