"""Icons, QR codes, the camera's picture and the shadow, as the screens ask for them."""

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage

from app.viewmodels.image_providers import ICONS_DIR, IconImages, PreviewImages, QrImages, ShadowImages

ICONS = sorted(path.stem for path in ICONS_DIR.glob("*.svg"))


def ink_of(image: QImage) -> tuple[int, set[tuple[int, int, int]]]:
    """How many pixels are fully painted, and in which colours."""
    solid = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    return len(solid), {(colour.red(), colour.green(), colour.blue()) for colour in solid}


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_asked_for_alone(qapp, name):
    image = IconImages().requestImage(f"{name}/134B8E", QSize(), QSize(48, 48))
    count, colours = ink_of(image)
    assert image.size() == QSize(48, 48)
    assert count > 20
    assert all(abs(r - 0x13) + abs(g - 0x4B) + abs(b - 0x8E) <= 3 for r, g, b in colours)


def test_small_icons_get_a_heavier_stroke(qapp):
    """The cross is two lines: its ink is length times stroke, so ink over area tells the stroke in grid units."""
    icons = IconImages()

    def weight(size: int) -> float:
        image = icons.requestImage("x/000000", QSize(), QSize(size, size))
        ink = sum(image.pixelColor(x, y).alphaF() for x in range(size) for y in range(size))
        return ink / size**2

    assert weight(20) > weight(30) > weight(36) > weight(40) == pytest.approx(weight(96), rel=0.03)


@pytest.mark.parametrize("name", ["nothing/134B8E", "../../qml/Main/134B8E", "", "gate"])
def test_an_unknown_icon_is_an_empty_picture_and_no_path_leads_out(qapp, name):
    image = IconImages().requestImage(name, QSize(), QSize(32, 32))
    assert image.size() == QSize(32, 32)
    assert ink_of(image)[0] == 0 or name == "gate"


def test_the_shadow_is_soft_faint_and_painted_once(qapp):
    shadow = ShadowImages()
    image = shadow.requestImage("card", QSize(), QSize())
    middle = image.width() // 2
    falling = [image.pixelColor(middle, y).alpha() for y in range(middle, image.height())]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] == pytest.approx(255 * ShadowImages.ALPHA, abs=4)
    assert falling[-1] == 0
    assert shadow.requestImage("card", QSize(), QSize()).cacheKey() == image.cacheKey()


def test_a_qr_code_reads_back_as_what_went_in(qapp):
    import zxingcpp
    from PIL import Image

    text = "https://centre.example/m/办-7?a=1&b=2"
    name = base64.urlsafe_b64encode(text.encode()).decode()
    image = QrImages().requestImage(name, QSize(), QSize(480, 480)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert image.pixelColor(0, 0) == QColor(Qt.GlobalColor.white)
    raw = Image.frombytes("L", (image.bytesPerLine(), image.height()), bytes(image.constBits()))
    (code,) = zxingcpp.read_barcodes(raw.crop((0, 0, image.width(), image.height())))
    assert code.text == text


def test_the_cameras_last_picture_stays_when_a_torn_one_comes_and_goes_when_the_sitting_ends(qapp):
    preview = PreviewImages()
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    preview.put(picture)
    preview.put_jpeg(b"torn")
    assert preview.requestImage("7", QSize(), QSize()).pixelColor(5, 5) == QColor(Qt.GlobalColor.red)
    preview.clear()
    assert preview.requestImage("8", QSize(), QSize()).pixelColor(0, 0).alpha() == 0


def test_the_camera_view_shows_each_new_picture_and_paints_its_corners(stage, qtbot):
    view = stage.show('CameraView { objectName: "view"; x: 48; y: 100; guide: "none"; counter: 1 }')
    for counter, colour in ((2, QColor(200, 30, 30)), (3, QColor(30, 160, 60))):
        picture = QImage(640, 480, QImage.Format.Format_RGB32)
        picture.fill(colour)
        stage.preview.put(picture)
        stage.find("view").setProperty("counter", counter)
        qtbot.waitUntil(lambda wanted=colour: stage.picture().pixelColor(540, 400) == wanted)
    assert stage.picture().pixelColor(49, 101) == QColor("#F6F4EF")
    assert view.isVisible()


def test_a_camera_view_tells_its_size_and_asks_for_nothing_while_it_is_away(stage, qtbot):
    stage.show('CameraView { objectName: "view"; width: 984; height: 520; guide: "none"; counter: 1; visible: false }')
    asked = []
    hand_out = stage.preview.requestImage
    stage.preview.requestImage = lambda name, size, wanted: asked.append(wanted) or hand_out(name, size, wanted)
    view = stage.find("view")
    view.setProperty("counter", 2)
    stage.picture()
    assert asked == []
    view.setVisible(True)
    qtbot.waitUntil(lambda: len(asked) > 0)
    assert asked[-1] == QSize(984, 520)
    so_far = len(asked)
    view.setVisible(False)
    view.setProperty("counter", 3)
    stage.picture()
    assert len(asked) == so_far
