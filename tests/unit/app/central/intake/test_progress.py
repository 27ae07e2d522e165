from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.central.intake.intake import Gap, progress


def test_an_unbroken_run_has_no_gap() -> None:
    assert progress(4, [5, 6, 7]) == (7, None)


def test_nothing_new_changes_nothing() -> None:
    assert progress(4, []) == (4, None)


def test_the_first_hole_is_named() -> None:
    assert progress(4, [5, 8, 9, 12]) == (5, Gap(6, 8))


@settings(deadline=None)
@given(st.integers(0, 50), st.sets(st.integers(1, 60)))
def test_the_run_ends_before_the_first_number_that_never_came(contiguous: int, numbers: set[int]) -> None:
    seen = sorted(each for each in numbers if each > contiguous)
    reached, gap = progress(contiguous, seen)
    assert all(each in seen for each in range(contiguous + 1, reached + 1))
    assert reached + 1 not in seen
    assert (gap is None) == (not seen or reached == seen[-1])
