"""A defect by its kind and places."""

from __future__ import annotations

import pytest

from app.domain.fault_trail import PLACES_MAX, fault_trail


def fall(depth: int) -> None:
    if depth:
        fall(depth - 1)
    raise KeyError("11010519491231002X")


@pytest.mark.parametrize("depth", [0, 1, 20])
def test_the_trail_ends_where_it_fell_and_holds_no_text(depth: int) -> None:
    with pytest.raises(KeyError) as fallen:
        fall(depth)
    trail = fault_trail(fallen.value)
    assert trail.startswith("KeyError via ")
    assert trail.rpartition(" > ")[2].startswith("fall:")
    assert trail.count(" > ") == min(depth + 2, PLACES_MAX) - 1
    assert "110105" not in trail


def test_an_error_that_was_never_raised_has_only_its_kind() -> None:
    assert fault_trail(ValueError("张三")) == "ValueError"
