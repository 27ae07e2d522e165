"""Whatever the eyes say has its words here, short ones, and English for each."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.viewmodels import photo_words
from app.viewmodels.window import I18N
from app.vision import faces, flattener, head_turn_watcher, verdicts

ADVICE = re.compile(r'"([^"\n]*[\u4e00-\u9fff][^"\n]*)"')


def constants(module: object) -> set[str]:
    return {
        value
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and re.search("[\u4e00-\u9fff]", value)
    }


def said_by_rules() -> set[str]:
    source = Path(str(verdicts.__file__)).read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if "advice" in line or "_result(" in line or line.strip()[:1] == '"']
    texts = {text for line in lines for text in ADVICE.findall(line)}
    return {text for text in texts if "{" not in text and "、" not in text} - constants(verdicts)


def english(context: str) -> dict[str, str]:
    root = ElementTree.parse(I18N / "kiosk_en.ts").getroot()  # noqa: S314 - our own file
    found = next(each for each in root.iter("context") if each.findtext("name") == context)
    return {str(each.findtext("source")): str(each.findtext("translation")) for each in found.iter("message")}


FACE = constants(faces) | constants(head_turn_watcher)
FACE |= set(head_turn_watcher._TURN.values()) | set(head_turn_watcher._HINTS.values())
PAGE = constants(flattener)


def test_what_the_face_check_and_the_head_turn_say_is_known() -> None:
    assert len(FACE) > 12
    assert set(english("FaceAdvice")) == FACE == set(photo_words._face_words() | photo_words._turn_words())


def test_what_the_document_camera_says_is_known() -> None:
    assert len(PAGE) == 7
    assert set(english("PageAdvice")) == PAGE


def test_what_the_photo_rules_say_is_known() -> None:
    words = photo_words._where_to_sit() | photo_words._how_to_look()
    assert {"摘下墨镜，露出眼睛", "背景一边暗，离墙远一点", "往前站一点"} <= said_by_rules()
    assert set(words) <= set(english("PhotoRule"))
    assert set(words) <= said_by_rules()


@pytest.mark.parametrize("advice", sorted(FACE | PAGE | set(photo_words._where_to_sit() | photo_words._how_to_look())))
def test_every_sentence_is_short_and_friendly(advice: str) -> None:
    assert len(advice) <= 20
    assert not any(word in advice for word in ("！", "请", "系统", "失败", "错误", "异常", "校验", "终端"))


def test_unknown_words_stay_as_they_are() -> None:
    assert (
        photo_words.face_advice("别的") == photo_words.page_advice("别的") == photo_words.rule_advice("别的") == "别的"
    )
