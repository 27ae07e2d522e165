"""When a station takes nobody new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.freeze import (
    MIB,
    Freeze,
    FreezeFacts,
    FreezeLimits,
    Frozen,
    Grade,
    Ground,
    NoVideo,
    Open,
    Warned,
    allows_video,
    judge,
    reasons_of,
)

LIMITS = FreezeLimits()
WELL = FreezeFacts(timedelta(hours=1), 3, 100_000 * MIB)


def with_(**changes: object) -> Freeze:
    told = {"offline": WELL.offline, "waiting_cases": WELL.waiting_cases, "free_bytes": WELL.free_bytes} | changes
    return judge(FreezeFacts(**told), LIMITS)  # type: ignore[arg-type]


def test_a_station_that_is_well_is_open() -> None:
    assert with_() == Open()
    assert reasons_of(Open()) == ()


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"offline": timedelta(days=7) - timedelta(seconds=1)}, Open),
        ({"offline": timedelta(days=7)}, Warned),
        ({"offline": timedelta(days=15)}, Frozen),
        ({"offline": None}, Open),
        ({"offline": -timedelta(days=400)}, Open),
        ({"waiting_cases": 1_999}, Open),
        ({"waiting_cases": 2_000}, Warned),
        ({"waiting_cases": 5_000}, Frozen),
        ({"free_bytes": 1_024 * MIB}, Open),
        ({"free_bytes": 1_024 * MIB - 1}, Warned),
        ({"free_bytes": 512 * MIB - 1}, NoVideo),
        ({"free_bytes": 200 * MIB - 1}, Frozen),
        ({"free_bytes": 0}, Frozen),
        ({"free_bytes": None}, Open),
    ],
)
def test_each_ladder_has_its_steps(changes: dict[str, object], kind: type) -> None:
    assert type(with_(**changes)) is kind


def test_the_gravest_counts_and_every_reason_is_said() -> None:
    freeze = with_(offline=timedelta(days=8), waiting_cases=6_000, free_bytes=300 * MIB)
    assert isinstance(freeze, Frozen)
    assert freeze.ground is Ground.WAITING
    assert [(each.ground, each.grade) for each in freeze.reasons] == [
        (Ground.WAITING, Grade.FROZEN),
        (Ground.DISK, Grade.NO_VIDEO),
        (Ground.OFFLINE, Grade.WARNED),
    ]
    assert all(each.words and each.what_to_do for each in freeze.reasons)
    assert "6000" in freeze.reasons[0].words


def test_a_full_disk_stops_films_before_it_stops_cases() -> None:
    assert allows_video(with_(free_bytes=600 * MIB))
    assert not allows_video(with_(free_bytes=500 * MIB))
    assert not allows_video(with_(free_bytes=100 * MIB))
    assert allows_video(with_(waiting_cases=9_000, offline=timedelta(days=90)))


def test_a_locked_station_is_frozen_whatever_else_holds_and_that_is_said_first() -> None:
    freeze = with_(locked=True, offline=timedelta(days=16), waiting_cases=2, free_bytes=1 << 40)
    assert isinstance(freeze, Frozen)
    assert [each.ground for each in freeze.reasons] == [Ground.LOCKED, Ground.OFFLINE]
    assert (freeze.reasons[0].words, freeze.reasons[0].what_to_do) == ("中心暂停了本机", "联系中心；中心解除后自动恢复")
