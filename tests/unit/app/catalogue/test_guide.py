"""The guide for cities keeps step with the words the files may use."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from app.catalogue.form_rules import MASKS
from app.catalogue.item_rules import ACCEPTANCES, APPLICANTS, CARD_KINDS, LEVELS, PRINTED_BY
from app.domain.service_item import (
    DeliveryKind,
    FieldType,
    FormField,
    Material,
    MaterialSource,
    ServiceItem,
    StationKind,
    StepKind,
)

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "integration" / "catalogue.md"
WORDS = (StepKind, FieldType, MaterialSource, DeliveryKind, StationKind, LEVELS, APPLICANTS, CARD_KINDS)


@pytest.mark.parametrize("words", [*WORDS, ACCEPTANCES, PRINTED_BY, MASKS], ids=lambda words: next(iter(words)))
def test_every_word_an_item_may_use_is_in_the_guide(words: tuple[str, ...]) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [word for word in words if word not in guide] == []


@pytest.mark.parametrize("shape", [ServiceItem, FormField, Material])
def test_every_key_of_a_file_is_in_the_guide(shape: type) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [each.name for each in fields(shape) if each.name not in guide] == []
