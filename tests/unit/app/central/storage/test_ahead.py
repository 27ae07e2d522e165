"""What was heard of a station beyond the unbroken run, and when that says enough."""

from __future__ import annotations

from app.central.storage.events import SEQUENCES_LOOKED_AT, Ahead


def test_it_tells_of_what_lies_behind_the_unbroken_run_alone() -> None:
    ahead = Ahead(5, kept=[8, 9], refused=[])

    assert ahead.has_all_kept([6, 7])
    assert not ahead.has_all_kept([5, 6]), "of what lies before it says nothing"


def test_where_more_was_heard_than_is_looked_at_it_has_to_be_asked_for() -> None:
    many = range(8, 8 + SEQUENCES_LOOKED_AT)

    assert not Ahead(5, kept=many, refused=[]).has_all_kept([6])
    assert not Ahead(5, kept=[], refused=many).is_all


def test_what_was_kept_since_counts_and_what_came_again_from_before_does_not() -> None:
    assert Ahead(5, kept=[8], refused=[10]).seen([7, 6, 3]) == [6, 7, 8, 10]
