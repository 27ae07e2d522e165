"""Simplified Chinese is the source; English is complete."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from app.viewmodels.translation import Language, translate
from app.viewmodels.window import I18N


def test_every_collected_text_has_its_english():
    texts = ElementTree.parse(I18N / "kiosk_en.ts").getroot().iter("message")  # noqa: S314 - our own file
    missing = [text.findtext("source") for text in texts if not (text.findtext("translation") or "").strip()]
    assert missing == []


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
