"""Simplified Chinese is the source; English is complete."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

from app.viewmodels import translation
from app.viewmodels.translation import Language, translate
from app.viewmodels.window import I18N

VIEWMODELS = Path(translation.__file__).parent


def test_every_collected_text_has_its_english():
    texts = ElementTree.parse(I18N / "kiosk_en.ts").getroot().iter("message")  # noqa: S314 - our own file
    missing = [text.findtext("source") for text in texts if not (text.findtext("translation") or "").strip()]
    assert missing == []


def test_no_text_stands_where_it_is_not_collected():
    """`pyside6-lupdate` does not look into f-strings."""
    found = [
        f"{path.name}:{call.lineno}"
        for path in sorted(VIEWMODELS.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "translate"
    ]
    assert found == []


def test_english_and_back(qapp):
    language = Language(I18N)
    language.toggle()
    assert (language.code, translate("Marks", "拍照")) == ("en", "Photo")
    language.reset()
    assert (language.code, translate("Marks", "拍照")) == ("zh_CN", "拍照")


def test_a_language_without_words_falls_back_to_the_source(qapp, tmp_path: Path):
    language = Language(tmp_path)
    language.choose("en")
    assert language.code == "zh_CN"
