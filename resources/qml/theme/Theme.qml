pragma Singleton

import QtQuick

// Every colour, size and duration of the screens. Lengths in logical pixels of the scene: 1080 wide at a self-service
// machine, 1920 wide at a desk, where a mouse and a near eye let nearly everything be half as large.
QtObject {
    id: theme

    // Switches, set by Main from the shell.
    property bool elder: false
    property bool low: false
    property bool english: false
    property bool contrast: false
    property bool motionAllowed: true
    property bool landscape: false

    readonly property bool strong: elder || contrast
    readonly property bool moving: motionAllowed && !elder && !landscape

    // Ground and lines
    readonly property color canvas: strong ? "#FFFFFF" : "#F6F4EF"
    readonly property color surface: "#FFFFFF"
    readonly property color sunken: strong ? "#EEF1F6" : "#EFECE5"
    readonly property color sunkenMark: strong ? "#E3E7EE" : "#E3DFD4"
    readonly property color lowGround: strong ? "#EEF1F6" : "#E9E5DB"
    readonly property color line: strong ? "#0B0E14" : "#E2DDD2"
    readonly property color cardLine: strong ? "#0B0E14" : "#EBE7DE"
    readonly property color edge: strong ? "#0B0E14" : "#666C79"
    readonly property color rail: strong ? "#0B0E14" : "#DCD3C8"
    readonly property color faceGround: strong ? "#FFFFFF" : "#FBFAF7"
    readonly property color scrim: "#8C10161F"
    readonly property color frameScrim: "#9E10161F"
    readonly property color guide: "#FFFFFF"
    readonly property color guideShade: "#5910161F"
    readonly property color clear: "transparent"
    readonly property color dark: "#000000"

    // Text
    readonly property color ink: strong ? "#0B0E14" : "#1B2230"
    readonly property color ink2: strong ? "#262C38" : "#474E5C"
    readonly property color ink3: strong ? "#262C38" : "#5F6572"

    // Meaning
    readonly property color brand: strong ? "#0B3A75" : "#134B8E"
    readonly property color brandPressed: strong ? "#08295A" : "#10427D"
    readonly property color brandInk: "#FFFFFF"
    readonly property color brandSoft: strong ? "#FFFFFF" : "#BBD3F2"
    readonly property color tint: strong ? "#E3ECF8" : "#E8EFF8"
    readonly property color tintPressed: strong ? "#C8D8EE" : "#D2DFF1"
    readonly property color tintLine: strong ? "#0B0E14" : "#C9D9EE"
    readonly property color tintRail: strong ? "#0B3A75" : "#BBD3F2"
    readonly property color primary: strong ? "#FFD21F" : "#134B8E"
    readonly property color primaryPressed: strong ? "#E0B81B" : "#10427D"
    readonly property color primaryInk: strong ? "#0B0E14" : "#FFFFFF"
    readonly property color surfacePressed: strong ? "#DDE3EC" : "#ECE9E2"
    readonly property color disabled: strong ? "#EEF1F6" : "#E6E3DC"
    readonly property color ok: "#14583A"
    readonly property color okTint: strong ? "#FFFFFF" : "#E4F1E9"
    readonly property color okDot: "#1E8A55"
    readonly property color warn: "#7A4200"
    readonly property color warnTint: strong ? "#FFFFFF" : "#FFF1D6"
    readonly property color warnLine: strong ? "#7A4200" : "#E0B25A"
    readonly property color bad: "#961F24"
    readonly property color badTint: strong ? "#FFFFFF" : "#FCE9E7"
    readonly property color recording: "#C4262D"
    readonly property color focus: strong ? "#0B0E14" : "#134B8E"
    readonly property color focusHalo: strong ? "#FFD21F" : "transparent"

    // Keyboard
    readonly property color keyGround: strong ? "#C9CFDA" : "#E4E0D6"
    readonly property color keyFace: "#FFFFFF"
    readonly property color keyDark: strong ? "#A9B3C4" : "#CEC8BA"
    readonly property color keyPressed: strong ? "#FFD21F" : "#D2DFF1"

    // Lines
    readonly property int lineWidth: strong ? 3 : 1
    readonly property int edgeWidth: strong ? 3 : 2
    readonly property int strongEdgeWidth: strong ? 5 : 4
    readonly property int focusWidth: landscape ? 4 : 6
    readonly property int focusGap: landscape ? 2 : 4

    // Type
    readonly property string family: "Noto Sans CJK SC"
    readonly property real factor: elder ? 1.35 : 1
    readonly property int displaySize: landscape ? sized(64) : elder ? 84 : 72
    readonly property int titleSize: landscape ? sized(30) : sized(60)
    readonly property int headingSize: landscape ? sized(22) : sized(44)
    readonly property int buttonSize: landscape ? sized(20) : sized(40)
    readonly property int bodySize: landscape ? sized(20) : sized(36)
    readonly property int labelSize: landscape ? sized(18) : sized(32)
    readonly property int figureSize: landscape ? sized(36) : titleSize
    readonly property int smallSize: landscape ? sized(16) : sized(28)
    readonly property int markSize: landscape ? 18 : 28
    readonly property int markSizeElder: landscape ? 22 : 34
    readonly property real lineHeight: 1.4

    // Space
    readonly property int gap4: 4
    readonly property int gap8: 8
    readonly property int gap12: 12
    readonly property int gap16: 16
    readonly property int gap24: 24
    readonly property int gap32: 32
    readonly property int gap48: 48
    readonly property int gap64: 64
    readonly property int pageMargin: landscape ? deskPadding : margin
    readonly property int dialogWidth: landscape ? 560 : contentWidth
    readonly property int dialogPadding: landscape ? gap32 : gap48
    readonly property int margin: landscape ? 24 : 48
    readonly property int gutter: 24
    readonly property int cardPadding: landscape ? 24 : 36

    // Shape
    readonly property int radiusTag: 14
    readonly property int radiusTick: landscape ? 6 : 12
    readonly property int radiusField: landscape ? 14 : 20
    readonly property int radiusCard: landscape ? 14 : 24
    readonly property int radiusLarge: landscape ? 20 : 32
    readonly property bool shadows: !strong

    // The frame of the page; Main says where the page begins below head and step indicator.
    property int pageTop: 264
    readonly property int sceneWidth: landscape ? 1920 : 1080
    readonly property int sceneHeight: landscape ? 1080 : 1920
    readonly property int contentWidth: landscape ? deskMiddle - 2 * deskPadding : 984
    readonly property int headHeight: landscape ? 72 : 132
    readonly property int marksTop: 160
    readonly property int marksBottom: 264
    readonly property int pageGap: landscape ? 16 : elder || low ? 16 : 24
    readonly property int titleOffset: landscape ? 24 : 40
    readonly property int contentOffset: landscape ? 24 : 206
    readonly property int dockHeight: landscape ? elder ? 72 : 56 : elder ? 168 : 144
    readonly property int dockTop: sceneHeight - dockHeight
    readonly property int lowLine: 768
    readonly property int actionHeight: landscape ? elder ? 68 : 56 : elder ? 136 : 128
    readonly property int actionGap: landscape ? 12 : elder ? 26 : 32
    readonly property int backWidth: landscape ? elder ? 180 : 144 : elder ? 320 : 280
    readonly property int primaryWidth: elder ? 220 : 184 // at a desk

    // The desk: counter 332 · 1092 · 400, post 300 · 940 · 584
    property bool post: false
    readonly property int deskLeft: post ? 300 : 332
    readonly property int deskMiddle: post ? 940 : 1092
    readonly property int deskRight: post ? 584 : 400
    readonly property int deskPadding: 32
    readonly property int deskTop: headHeight + gap24

    // Touch
    readonly property int touch: landscape ? 48 : 96
    readonly property int buttonHeight: actionHeight
    readonly property int smallButtonHeight: landscape ? elder ? 60 : 48 : elder ? 112 : 96
    readonly property int fieldHeight: landscape ? elder ? 68 : 52 : elder ? 128 : 112
    readonly property int fieldHeightActive: landscape ? elder ? 68 : 52 : elder ? 136 : 120
    readonly property int rowHeight: landscape ? elder ? 68 : 52 : elder ? 128 : 100
    readonly property int searchHeight: landscape ? elder ? 60 : 48 : elder ? 140 : 128
    readonly property int tileHeight: low ? 128 : elder ? 184 : 164
    readonly property int tileWidth: 312
    readonly property int tileGap: elder || low ? 20 : 24
    readonly property int entryHeight: low ? 168 : elder ? 212 : 216
    readonly property int otherWayHeight: landscape ? 100 : 184
    readonly property int smallTileHeight: low ? 128 : elder ? 216 : 148
    readonly property int moreHeight: elder ? 84 : 72
    readonly property int pillHeight: landscape ? elder ? 60 : 48 : elder ? 112 : 96
    readonly property int keySize: elder ? headingSize : buttonSize
    readonly property int candidateHeight: 100
    readonly property int padKeyHeight: landscape ? 60 : elder && low ? 96 : low ? 104 : 112
    readonly property int pinDot: landscape ? 18 : elder ? 32 : 28
    readonly property int dockCellWidth: 206
    readonly property int dockCellHeight: elder ? 140 : 116
    readonly property int tagHeight: landscape ? sized(32) : elder ? 68 : 56
    readonly property int tagIcon: landscape ? sized(18) : sized(28)
    readonly property int tickDisc: landscape ? 26 : 48
    readonly property int stepDisc: landscape ? 30 : 52
    readonly property int emptyButtonWidth: landscape ? 160 : elder ? 360 : 300
    readonly property int sentenceSize: landscape ? bodySize : sized(34)
    readonly property int statusHeight: landscape ? 56 : elder ? 118 : 112
    readonly property int hintWidth: contentWidth
    readonly property int hintHeight: landscape ? 320 : low ? 392 : 640
    readonly property int hintRadius: 28
    readonly property color hintTop: "#E8EFF8"
    readonly property color hintBottom: "#D7E4F4"
    readonly property int drawingWidth: 984
    readonly property int drawingHeight: 640

    // Icons
    readonly property real iconWeight: strong ? 2.2 : 0
    readonly property real iconWeightBold: 2.2
    readonly property real iconWeightFaint: 1.1
    readonly property int iconSmall: landscape ? elder ? 24 : 18 : elder ? 36 : 32
    readonly property int icon: landscape ? elder ? 30 : 24 : elder ? 48 : 40
    readonly property int iconLarge: landscape ? elder ? 40 : 32 : elder ? 64 : 48
    readonly property int iconHuge: landscape ? 56 : 96
    readonly property int watermark: 380
    readonly property int badge: landscape ? 48 : 88
    readonly property int badgeSmall: landscape ? 40 : 60

    // Motion, milliseconds
    readonly property int leastFramesPerSecond: 20
    readonly property int pressMs: 80
    readonly property real holdSeconds: 3
    readonly property int pageMs: moving ? 200 : 0
    readonly property int pageSlide: moving ? 24 : 0
    readonly property int riseMs: moving ? 240 : 0
    readonly property int fallMs: moving ? 160 : 0
    readonly property int tickMs: moving ? 160 : 0
    readonly property int crossMs: moving ? 300 : 0
    readonly property int hintFrameMs: elder ? 1200 : 800
    readonly property int dotsMs: 600
    readonly property int attractAfterMs: 60000
    readonly property int attractMs: 8000

    // A length of the glass that has no name of its own, at whichever window.
    function length(onGlass) {
        return landscape ? Math.round(onGlass / 2) : onGlass
    }

    function sized(normal) {
        return Math.round(normal * theme.factor)
    }

    function size(kind) {
        switch (kind) {
        case "display":
            return theme.displaySize
        case "title":
            return theme.titleSize
        case "heading":
            return theme.headingSize
        case "button":
            return theme.buttonSize
        case "label":
            return theme.labelSize
        case "small":
            return theme.smallSize
        default:
            return theme.bodySize
        }
    }

    // The ink and tint of one of the nine fields, by the field's icon.
    function fieldInk(icon) {
        const inks = {
            "family": "#244E82",
            "passport": "#005675",
            "shield": "#005C3F",
            "heart": "#005B57",
            "building": "#723E02",
            "fund": "#654700",
            "card": "#6B3767",
            "bus": "#494482",
            "car": "#7B3431"
        }
        return inks[icon] || theme.brand
    }

    function fieldTint(icon) {
        const tints = {
            "family": "#E2EEFF",
            "passport": "#DBF1FA",
            "shield": "#DEF3E8",
            "heart": "#DAF3F1",
            "building": "#FBE9DC",
            "fund": "#F5ECDA",
            "card": "#F7E7F5",
            "bus": "#EAEBFE",
            "car": "#FEE7E4"
        }
        return tints[icon] || theme.tint
    }

    // Ink and tint of a mood: waiting, working, done, bad, warn.
    function moodInk(mood) {
        return mood === "done" ? theme.ok : mood === "bad" ? theme.bad : mood === "warn" ? theme.warn : theme.brand
    }

    function moodTint(mood) {
        return mood === "done" ? theme.okTint : mood === "bad" ? theme.badTint : mood === "warn" ? theme.warnTint : theme.tint
    }
}
