import cv2
import numpy as np
import pytest

from app.domain.vision_ports import FlattenedPage
from app.vision.flattener import open_flattener
from tests.unit.app.vision.desk import A4, CARD, card, corners_of, desk, laid, lit, page, with_glare

MIDDLE = (960.0, 540.0)
FLATTENER = open_flattener()


def scene(height_px: float = 950, turn_deg: float = 0.0, slant: float = 0.0) -> np.ndarray:
    return laid(desk(), page(), corners_of(A4, MIDDLE, height_px, turn_deg, slant))


def picture_of(found: FlattenedPage) -> np.ndarray:
    assert found.jpeg is not None
    picture = cv2.imdecode(np.frombuffer(found.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture


def likeness(found: FlattenedPage, sheet: np.ndarray) -> float:
    """Correlation with what was laid on the desk, brightness aside."""
    grey = cv2.cvtColor(picture_of(found), cv2.COLOR_BGR2GRAY)
    size = (310, 438) if sheet.shape[0] > sheet.shape[1] else (400, 252)
    one, other = (
        cv2.GaussianBlur(cv2.resize(each, size, interpolation=cv2.INTER_AREA), (0, 0), 1.5).astype(float)
        for each in (grey, cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY))
    )
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


@pytest.mark.parametrize(
    ("turn_deg", "slant"), [(0.0, 0.0), (17.0, 0.0), (-30.0, 0.0), (0.0, 0.3), (-12.0, 0.25), (8.0, -0.2)]
)
def test_a_page_comes_out_flat_upright_and_of_a4s_shape(turn_deg: float, slant: float) -> None:
    found = FLATTENER.flatten(lit(scene(800, turn_deg, slant), across=0.5, down=0.8))
    assert (found.advice, found.passed) == ("", True)
    height, width = picture_of(found).shape[:2]
    assert height / width == pytest.approx(297 / 210, abs=0.01)
    assert likeness(found, page()) > 0.85


@pytest.mark.parametrize("turn_deg", [90, -90])
def test_a_page_that_lies_sideways_is_turned_upright(turn_deg: float) -> None:
    found = FLATTENER.flatten(lit(scene(1200, turn_deg)))
    assert likeness(found, page()) > 0.85
    assert found.corners is not None
    assert np.abs(np.array(found.corners) - corners_of(A4, MIDDLE, 1200, turn_deg)).max() < 8


def test_the_corners_are_those_of_the_page_as_it_is_read() -> None:
    found = FLATTENER.flatten(lit(scene(860, 17)))
    assert np.abs(np.array(found.corners) - corners_of(A4, MIDDLE, 860, 17)).max() < 6


def test_a_card_keeps_its_colours_and_its_shape() -> None:
    corners = corners_of(CARD, MIDDLE, 400, turn_deg=6)
    found = FLATTENER.flatten(lit(laid(desk(), card(), corners, rounded=36)))
    assert (found.advice, found.passed) == ("", True)
    out = picture_of(found)
    assert out.shape[1] / out.shape[0] == pytest.approx(85.6 / 53.98, abs=0.02)
    assert likeness(found, card()) > 0.85
    colour = np.median(out.reshape(-1, 3), axis=0)
    assert colour[0] - colour[2] > 20


def test_uneven_light_is_gone_and_a_warm_lamp_too() -> None:
    warm = lit(scene(), across=0.45, down=0.7).astype(float) * np.array([0.82, 0.95, 1.0])
    out = picture_of(FLATTENER.flatten(warm.astype(np.uint8))).astype(float)
    margins = (out[:, 12:40], out[:, -40:-12], out[12:40], out[-40:-12])
    levels = [np.median(margin.reshape(-1, 3), axis=0) for margin in margins]
    assert min(level.min() for level in levels) > 235
    assert max(float(np.ptp(level)) for level in levels) < 12


def test_a_red_stamp_stays_red_and_print_gets_black() -> None:
    out = picture_of(FLATTENER.flatten(lit(scene(), across=0.5, down=0.8))).astype(int)
    height, width = out.shape[:2]
    part = out[int(0.8 * height) : int(0.96 * height), int(0.7 * width) : int(0.95 * width)]
    red = (part[:, :, 2] - part[:, :, :2].max(axis=2)) > 80
    assert red.mean() > 0.01
    heading = out[int(3.5 * height * 31 / 1754) : int(4.5 * height * 31 / 1754), int(0.4 * width) : int(0.6 * width)]
    assert np.median(heading) < 60


def test_what_is_wrong_is_said_in_one_short_sentence() -> None:
    far = laid(desk(), page(), corners_of(A4, MIDDLE, 560))
    both = laid(laid(desk(), page(), corners_of(A4, (500, 540), 800)), page(), corners_of(A4, (1350, 540), 800))
    wrong = {
        "把纸放平，四个角露出来": lit(desk()),
        "一次只放一张": lit(both),
        "没拍全，往中间放": lit(laid(desk(), page(), corners_of(A4, (960, 800), 950))),
        "太小了，放近一点": lit(far),
        "光线暗，打开灯": lit(scene(), all_over=0.15),
        "有反光，挪一下再拍": with_glare(lit(scene(), all_over=0.8), (900, 400), 50),
        "没拍清楚，别动再拍一次": lit(cv2.GaussianBlur(scene(), (0, 0), 3)),
    }
    for advice, picture in wrong.items():
        found = FLATTENER.flatten(picture)
        assert (found.advice, found.passed) == (advice, False)
        assert len(advice) <= 20


def test_a_covered_lens_is_told_as_darkness() -> None:
    found = FLATTENER.flatten(np.zeros((1080, 1920, 3), np.uint8))
    assert found == FlattenedPage(None, None, "光线暗，打开灯", passed=False)


def test_a_page_that_should_be_taken_again_is_handed_over_all_the_same() -> None:
    assert FLATTENER.flatten(lit(cv2.GaussianBlur(scene(), (0, 0), 3))).jpeg is not None


def test_the_live_picture_is_told_where_the_page_is_and_gets_no_file() -> None:
    found = FLATTENER.find(lit(scene()))
    assert (found.jpeg, found.passed) == (None, True)
    assert np.abs(np.array(found.corners) - corners_of(A4, MIDDLE, 950)).max() < 6
    assert FLATTENER.find(lit(desk())).corners is None


def test_bright_even_white_paper_is_no_glare() -> None:
    assert FLATTENER.flatten(lit(scene(), all_over=1.04)).passed


def test_a_blank_page_is_not_called_blurred() -> None:
    blank = np.full((1754, 1240, 3), 240, np.uint8)
    assert FLATTENER.flatten(lit(laid(desk(), blank, corners_of(A4, MIDDLE, 900)))).passed


def test_the_page_itself_is_not_in_the_repr() -> None:
    assert "jpeg" not in repr(FLATTENER.flatten(lit(scene())))
