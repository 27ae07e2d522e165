"""Marks stand where the acts are in the film, whatever a station wrote."""

from __future__ import annotations

from typing import Any

import pytest

from app.central.office.film_marks import marks_of

ACTS = [
    {"act": "bend", "shown": False, "seconds": 75.26},
    {"act": "squat", "shown": True, "seconds": 9},
    {"act": "fists", "shown": True},
    {"act": "something new", "shown": True, "seconds": 3},
]


def shown(data: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return [(each.clock, each.words, each.done) for each in marks_of(data, "video")]


def test_marks_come_in_the_order_of_the_film() -> None:
    assert shown({"medical": {"limbs_shown": ACTS}}) == [
        ("0:03", "something new", True),
        ("0:09", "下蹲起立", True),
        ("1:15", "弯腰", False),
    ]


def test_seconds_count_from_the_beginning_of_the_check_where_both_moments_are_known() -> None:
    data = {
        "medical": {"limbs_shown": ACTS[1:2], "begun_at": "2026-11-26T10:01:00+08:00"},
        "recordings": {"video": {"begun_at": "2026-11-26T02:00:00+00:00"}},
    }
    assert shown(data) == [("1:09", "下蹲起立", True)]


def test_an_act_after_a_power_cut_is_marked_where_it_is_in_what_was_filmed() -> None:
    """Ten minutes lie between the second and the third piece; nobody can watch them."""
    at = ["02:00:01", "02:00:02", "02:10:02", "02:10:03"]
    acts = [{"act": "fists", "shown": True, "seconds": 1}, {"act": "squat", "shown": True, "seconds": 602}]
    data: dict[str, Any] = {
        "medical": {
            "limbs_shown": acts,
            "begun_at": "2026-11-26T02:00:00+00:00",
        },
        "recordings": {
            "video": {
                "begun_at": "2026-11-26T02:00:00+00:00",
                "segments": [{"segment": n, "at": f"2026-11-26T{each}+00:00"} for n, each in enumerate(at, 1)],
            }
        },
    }
    assert shown(data) == [("0:01", "双手握拳", True), ("0:03", "下蹲起立", True)]
    data["recordings"]["video"]["segments"] = [None, {"at": 5}, "x"]
    assert [each[0] for each in shown(data)] == ["0:01", "10:02"]


@pytest.mark.parametrize(
    "medical",
    [
        None,
        [],
        {"limbs_shown": "squat"},
        {"limbs_shown": [None, 5, {"act": 7, "seconds": "9"}, {"seconds": True}, {"seconds": float("nan")}]},
        {"limbs_shown": [{"act": "squat", "seconds": -1}, {"act": "squat", "seconds": 1e12}]},
    ],
)
def test_what_is_no_mark_is_none(medical: Any) -> None:
    assert marks_of({"medical": medical, "recordings": [], "limbs_shown": ACTS}, "video") == []
