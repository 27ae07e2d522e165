import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image

from app.domain.errors import WrongInput
from app.domain.vision_ports import PhotoRuleResult, PhotoVerdict
from app.vision.face_process import FaceProcess
from app.vision.studio import DlibPhotoStudio
from app.vision.verdict_json import verdict_as_json
from app.vision.verdicts import RULES_IN_ORDER

Demo = Callable[[str], np.ndarray]


@pytest.fixture
def studio(process: FaceProcess) -> DlibPhotoStudio:
    return DlibPhotoStudio(process)


def broken(verdict: PhotoVerdict) -> dict[str, PhotoRuleResult]:
    return {rule.name: rule for rule in verdict.rules if not rule.passed}


@pytest.mark.parametrize("name", ["1", "2", "3"])
def test_a_person_before_a_white_wall_gets_a_photo(studio: DlibPhotoStudio, demo: Demo, name: str) -> None:
    verdict = studio.judge(demo(f"camera-photo/{name}.jpg"), "ga482")
    assert broken(verdict) == {}
    assert verdict.passed
    assert tuple(rule.name for rule in verdict.rules) == RULES_IN_ORDER
    assert all(rule.measured and rule.wanted and not rule.advice for rule in verdict.rules)


def test_the_file_is_what_ga_482_asks_for(studio: DlibPhotoStudio, demo: Demo) -> None:
    photo = studio.judge(demo("camera-photo/1.jpg"), "ga482").photo
    assert photo is not None
    assert 14 * 1000 <= len(photo) <= 30 * 1000
    image = Image.open(io.BytesIO(photo))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (260, 378))
    assert image.info["dpi"] == (300, 300)
    at_70 = io.BytesIO()
    image.save(at_70, "JPEG", quality=70)
    coarsest = Image.open(at_70).quantization[0]  # type: ignore[attr-defined]
    assert all(step <= worst for step, worst in zip(image.quantization[0], coarsest, strict=True))  # type: ignore[attr-defined]


def test_the_head_stands_in_the_file_where_ga_482_wants_it(studio: DlibPhotoStudio, demo: Demo) -> None:
    photo = studio.judge(demo("camera-photo/1.jpg"), "ga482").photo
    assert photo is not None
    pixels = np.asarray(Image.open(io.BytesIO(photo)).convert("L")).astype(int)
    dark = pixels < 200
    crown = int(np.flatnonzero(dark[:, 90:170].mean(axis=1) > 0.12)[0])
    assert 10 <= crown <= 20
    assert pixels[:8].mean() > 225
    assert pixels[:30, :30].mean() > 225
    assert pixels[:30, -30:].mean() > 225


@pytest.mark.parametrize(
    ("picture", "rule", "advice"),
    [
        ("too-dark", "光线", "靠近灯光，让脸亮一点"),
        ("tilted", "正对镜头", "把头摆正，两眼一样高"),
        ("too-far", "远近", "往前站一点"),
        ("not-white", "白色背景", "站到白色背景前"),
        ("blurred", "清晰", "坐稳别动，等画面变清楚"),
        ("two-people", "一个人", "让旁边的人离开画面"),
        ("no-face", "一个人", "站到镜头前，露出整张脸"),
    ],
)
def test_a_bad_picture_names_the_rule_and_says_what_to_do(
    studio: DlibPhotoStudio, demo: Demo, picture: str, rule: str, advice: str
) -> None:
    verdict = studio.judge(demo(f"camera-bad/{picture}.jpg"), "ga482")
    assert not verdict.passed
    assert verdict.photo is None
    first = next(iter(broken(verdict).values()))
    assert (first.name, first.advice) == (rule, advice)
    assert first.measured
    assert first.wanted


def moved(picture: np.ndarray, right: float = 0.0, down: float = 0.0, scale: float = 1.0) -> np.ndarray:
    height, width = picture.shape[:2]
    matrix = np.array([[scale, 0, right + width / 2 * (1 - scale)], [0, scale, down]])
    return cv2.warpAffine(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)


@pytest.mark.parametrize(
    ("where", "advice"),
    [
        ({"right": -470.0}, "往中间站"),
        ({"right": 470.0}, "往中间站"),
        ({"down": -75.0}, "坐低一点"),
        ({"down": 150.0}, "坐高一点"),
        ({"scale": 1.45, "down": -80.0}, "往后退一点"),
    ],
)
def test_a_person_in_the_wrong_place_is_told_where_to_go(
    studio: DlibPhotoStudio, demo: Demo, where: dict[str, float], advice: str
) -> None:
    results = broken(studio.judge(moved(demo("camera-photo/1.jpg"), **where), "ga482"))
    assert results["远近"].advice == advice


def test_a_covered_lens_is_not_the_persons_fault(studio: DlibPhotoStudio) -> None:
    verdict = studio.judge(np.zeros((720, 1280, 3), np.uint8), "ga482")
    assert verdict.rules[0].advice == "拿开挡镜头的东西，或打开灯"
    assert [rule.measured for rule in verdict.rules[2:]] == ["还没量"] * 7


def test_light_from_one_side_is_seen(studio: DlibPhotoStudio, demo: Demo) -> None:
    picture = demo("camera-photo/1.jpg").astype(float)
    picture *= np.interp(np.arange(1280), [590, 690], [1.0, 0.45])[None, :, None]
    result = broken(studio.judge(picture.astype(np.uint8), "ga482"))["光线"]
    assert result.advice == "正对灯光坐，让两边脸一样亮"


def test_a_shadow_on_the_wall_is_seen(studio: DlibPhotoStudio, demo: Demo) -> None:
    picture = demo("camera-photo/1.jpg")
    shadow = picture.astype(float)
    wall = picture.min(axis=2) > 225
    shadow[wall & (np.arange(1280) > 640)[None, :]] *= 0.86
    result = broken(studio.judge(shadow.astype(np.uint8), "ga482"))["白色背景"]
    assert result.advice == "背景一边暗，离墙远一点"


@pytest.mark.parametrize("size", [(1080, 1920), (1440, 2560)])
def test_a_camera_of_any_size_gives_the_same_photo_size(
    studio: DlibPhotoStudio, demo: Demo, size: tuple[int, int]
) -> None:
    large = cv2.resize(demo("camera-photo/1.jpg"), size[::-1], interpolation=cv2.INTER_CUBIC)
    verdict = studio.judge(large, "ga482")
    assert broken(verdict) == {}
    assert verdict.photo is not None
    assert Image.open(io.BytesIO(verdict.photo)).size == (260, 378)


def test_a_camera_on_its_side_set_upright_works_as_well(studio: DlibPhotoStudio, demo: Demo) -> None:
    picture = demo("camera-photo/1.jpg")[:, 280:1000]
    upright = cv2.copyMakeBorder(picture, 560, 0, 0, 0, cv2.BORDER_REPLICATE)
    assert upright.shape == (1280, 720, 3)
    assert broken(studio.judge(upright, "ga482")) == {}


def test_rules_nobody_knows_are_wrong_input(studio: DlibPhotoStudio) -> None:
    with pytest.raises(WrongInput, match="没有叫"):
        studio.judge(np.zeros((48, 64, 3), np.uint8), "passport")


def test_the_command_lines_document_has_the_contracts_keys(studio: DlibPhotoStudio, demo: Demo) -> None:
    document = verdict_as_json(studio.judge(demo("camera-bad/too-far.jpg"), "ga482"))
    assert set(document) == {"passed", "rules"}
    assert document["passed"] is False
    assert all(set(rule) == {"name", "passed", "measured", "wanted"} for rule in document["rules"])
    assert [rule["name"] for rule in document["rules"] if not rule["passed"]] == ["远近"]


def test_every_advice_is_short_and_friendly(studio: DlibPhotoStudio, demo: Demo) -> None:
    for name in ("too-dark", "tilted", "too-far", "not-white", "blurred", "two-people", "no-face"):
        for rule in studio.judge(demo(f"camera-bad/{name}.jpg"), "ga482").rules:
            assert len(rule.advice) <= 20
            assert not any(word in rule.advice for word in ("！", "请", "系统", "失败", "错误", "异常"))


def with_glasses(picture: np.ndarray, share: float) -> np.ndarray:
    """Lenses that let `share` of the light through, over the eyes of camera-photo/1."""
    lenses = np.zeros(picture.shape[:2], np.uint8)
    for x, y in ((577, 262), (672, 262)):
        cv2.ellipse(lenses, (x, y), (40, 30), 0, 0, 360, 255, -1)
    tinted = picture.copy()
    tinted[lenses > 0] = (tinted[lenses > 0] * share).astype(np.uint8)
    return tinted


def test_dark_glasses_are_seen(studio: DlibPhotoStudio, demo: Demo) -> None:
    verdict = studio.judge(with_glasses(demo("camera-photo/1.jpg"), 0.35), "ga482")
    assert broken(verdict)["清晰"].advice == "摘下墨镜，露出眼睛"
    assert "清晰" not in broken(studio.judge(with_glasses(demo("camera-photo/1.jpg"), 0.92), "ga482"))


def test_the_files_own_numbers_are_told(studio: DlibPhotoStudio, demo: Demo) -> None:
    verdict = studio.judge(demo("camera-photo/1.jpg"), "ga482")
    measured = {rule.name: rule.measured for rule in verdict.rules}["文件大小"]
    assert verdict.photo is not None
    assert measured.startswith("260×378，300 dpi，24 位，")
    assert f"{len(verdict.photo) / 1000:.1f} KB" in measured


def test_a_person_is_followed_and_judged_alike_from_picture_to_picture(studio: DlibPhotoStudio, demo: Demo) -> None:
    verdicts = [studio.judge(demo("camera-photo/1.jpg"), "ga482") for _ in range(6)]
    assert all(verdict.passed for verdict in verdicts)


def test_somebody_who_steps_in_beside_is_seen_within_four_pictures(studio: DlibPhotoStudio, demo: Demo) -> None:
    alone = demo("camera-photo/1.jpg")
    both = alone.copy()
    both[120:720, 0:400] = alone[120:720, 440:840]
    assert studio.judge(alone, "ga482").passed
    seen = [broken(studio.judge(both, "ga482")).get("一个人") for _ in range(4)]
    assert any(result is not None and result.measured == "看到 2 张脸" for result in seen)
