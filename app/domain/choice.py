"""One of a few words: what is kept, and how it is said in the languages of the screens."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.local_text import LocalText


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: LocalText
