import io
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from hardware.code_scanner.interface import CodeScanned, NoCode
from hardware.code_scanner.pictures import decode_picture
from hardware.errors import LinkNotThere


def qr(text: str, scale: int = 4, **how: object) -> np.ndarray:
    out = io.BytesIO()
    segno.make(text, micro=False, **how).save(out, kind="png", scale=scale, border=4)
    return cv2.imdecode(np.frombuffer(out.getvalue(), np.uint8), cv2.IMREAD_COLOR)


@pytest.mark.parametrize(
    "text",
    [
        "便民终端",
        "身份证号码",
        "浙江省杭州市",
        "社会保险",
        "取号",
        "办事指南",
        "居住证签注",
        "国",
        "三",
        "㐂𠮷",
        "A张三B",
    ],
)
@pytest.mark.parametrize("how", [{"encoding": "utf-8"}, {"encoding": "utf-8", "eci": True}, {"encoding": "gb18030"}])
def test_chinese_is_read_whether_or_not_the_code_names_its_characters(text: str, how: dict[str, object]) -> None:
    # in byte mode: left to itself, segno packs bytes that look like Shift JIS in kanji mode, whatever they were
    assert decode_picture(qr(text, mode="byte", **how)) == CodeScanned(text, "QRCode")


def test_characters_packed_in_kanji_mode_are_read() -> None:
    code = segno.make("点茗", encoding="shift-jis", micro=False)
    assert code.mode == "kanji"
    assert decode_picture(qr("点茗", encoding="shift-jis")) == CodeScanned("点茗", "QRCode")


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "码.png"
    cv2.imencode(".png", qr("https://centre.example/verify/ABC"))[1].tofile(file)
    assert decode_picture(file) == CodeScanned("https://centre.example/verify/ABC", "QRCode")
    assert decode_picture(str(file)) == decode_picture(file)


@pytest.mark.parametrize(
    ("symbology", "text"), [("Code128", "BM20260001"), ("EAN13", "6901234567892"), ("PDF417", "A1")]
)
def test_bar_codes_are_read(symbology: str, text: str) -> None:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, symbology))
    picture = np.array(code.to_image(scale=3, add_quiet_zones=True))
    assert decode_picture(picture) == CodeScanned(text, symbology.replace("EAN13", "EAN-13"))


def test_a_turned_and_grainy_code_in_a_camera_picture_is_read() -> None:
    picture = np.full((720, 1280, 3), 200, np.uint8)
    code = qr("便民终端 E-2026", encoding="gb18030", scale=6)
    picture[200 : 200 + code.shape[0], 500 : 500 + code.shape[1]] = code
    turn = cv2.getRotationMatrix2D((600, 300), 17, 1.0)
    picture = cv2.warpAffine(picture, turn, (1280, 720), borderValue=(200, 200, 200))
    grain = np.random.default_rng(1).normal(0, 12, picture.shape)
    picture = cv2.GaussianBlur((picture + grain).clip(0, 255).astype(np.uint8), (3, 3), 0)
    assert decode_picture(picture) == CodeScanned("便民终端 E-2026", "QRCode")


def test_of_two_codes_the_larger_is_meant() -> None:
    picture = np.full((600, 1000, 3), 255, np.uint8)
    for text, scale, left in (("small", 2, 20), ("LARGE", 8, 400)):
        code = qr(text, scale=scale)
        picture[20 : 20 + code.shape[0], left : left + code.shape[1]] = code
    assert decode_picture(picture) == CodeScanned("LARGE", "QRCode")


def test_a_picture_without_code_is_an_outcome() -> None:
    assert decode_picture(np.full((200, 200), 255, np.uint8)) == NoCode()


def test_a_file_that_is_no_picture_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    for file in (tmp_path / "a.png", tmp_path / "none.png"):
        with pytest.raises(LinkNotThere, match="打不开"):
            decode_picture(file)
