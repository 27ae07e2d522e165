import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Styles
import theme

// The keyboard as the screens look: white letter keys, sand-coloured function keys, one row of candidates above them.
KeyboardStyle {
    keyboardDesignWidth: 2560
    keyboardDesignHeight: 1110
    keyboardRelativeLeftMargin: 8 / keyboardDesignWidth
    keyboardRelativeRightMargin: 8 / keyboardDesignWidth
    keyboardRelativeTopMargin: 8 / keyboardDesignHeight
    keyboardRelativeBottomMargin: 10 / keyboardDesignHeight

    keyboardBackground: Rectangle {
        color: Theme.keyGround
    }

    keyPanel: KeyFace {
        caption: key ? key.displayText : ""
        small: key && key.smallTextVisible ? key.smallText : ""
        dark: key ? key.highlighted : false
    }

    backspaceKeyPanel: KeyFace {
        dark: true
        iconName: "backspace"
    }

    languageKeyPanel: KeyFace {
        dark: true
        iconName: "globe"
    }

    enterKeyPanel: KeyFace {
        dark: true
        iconName: "enter"
    }

    hideKeyPanel: KeyFace {
        dark: true
        iconName: "hidekeys"
    }

    shiftKeyPanel: KeyFace {
        dark: true
        lit: InputContext.capsLockActive || InputContext.shiftActive
        iconName: "shift"
    }

    spaceKeyPanel: KeyFace {
        dark: true
        caption: InputContext.inputMethodHints & Qt.ImhLatinOnly ? "" : Qt.locale(InputContext.locale).nativeLanguageName
        pixels: Theme.bodySize
    }

    symbolKeyPanel: KeyFace {
        dark: true
        caption: key ? key.displayText : ""
        pixels: Theme.bodySize
    }

    modeKeyPanel: KeyFace {
        dark: true
        lit: key !== null && key.mode === true
        caption: key ? key.displayText : ""
        pixels: Theme.bodySize
    }

    handwritingKeyPanel: KeyFace {
        dark: true
        iconName: "pen"
    }

    characterPreviewMargin: 0
    characterPreviewDelegate: Item {
        id: preview

        property string text: ""

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.gap4
            radius: Theme.radiusTag
            color: Theme.brand

            Text {
                anchors.centerIn: parent
                text: preview.text
                color: Theme.brandInk
                font.family: Theme.family
                font.pixelSize: Theme.headingSize
                font.bold: true
            }
        }
    }

    alternateKeysListItemWidth: Theme.touch
    alternateKeysListItemHeight: Theme.touch
    alternateKeysListTopMargin: Theme.gap8
    alternateKeysListBottomMargin: Theme.gap8
    alternateKeysListLeftMargin: Theme.gap8
    alternateKeysListRightMargin: Theme.gap8
    alternateKeysListDelegate: Item {
        id: alternate

        required property string text

        width: Theme.touch
        height: Theme.touch

        Text {
            anchors.centerIn: parent
            text: alternate.text
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: Theme.keySize
        }
    }
    alternateKeysListHighlight: Rectangle {
        radius: Theme.radiusTag
        color: Theme.keyPressed
    }
    alternateKeysListBackground: Rectangle {
        radius: Theme.radiusTag
        color: Theme.surface
        border.color: Theme.edge
        border.width: Theme.edgeWidth
    }

    selectionListHeight: Theme.candidateHeight
    selectionListBackground: Rectangle {
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.edgeWidth
            color: Theme.rail
        }
    }
    selectionListDelegate: Candidate {}
    selectionListHighlight: Item {}

    popupListDelegate: Candidate {}
    popupListHighlight: Rectangle {
        color: Theme.keyPressed
    }
    popupListBackground: Rectangle {
        color: Theme.surface
        border.color: Theme.edge
        border.width: Theme.edgeWidth
    }

    languagePopupListEnabled: false

    navigationHighlight: Rectangle {
        radius: Theme.radiusTag
        color: Theme.clear
        border.color: Theme.focus
        border.width: Theme.focusWidth
    }

    selectionHandle: Rectangle {
        width: Theme.gap32
        height: Theme.gap32
        radius: Theme.gap16
        color: Theme.brand
    }

    fullScreenInputFont.family: Theme.family
    fullScreenInputFont.pixelSize: Theme.buttonSize
    fullScreenInputColor: Theme.ink
}
