"""Sentences with figures in them: each placeholder filled in, in every language at once."""

from __future__ import annotations

from app.domain.service_item import LocalText


def filled(text: LocalText, **words: LocalText | str) -> LocalText:
    """`{name}` becomes the word of that name; a placeholder without a word stays for later."""
    return LocalText(*(_filled(text, language, words) for language in ("zh_CN", "en", "zh_TW")))


def _filled(text: LocalText, language: str, words: dict[str, LocalText | str]) -> str:
    sentence = text.in_language(language)
    for name, word in words.items():
        said = word if isinstance(word, str) else word.in_language(language)
        sentence = sentence.replace(f"{{{name}}}", said.replace("{", "（").replace("}", "）"))
    return sentence
