"""What the clock of a station can say against its wall clock."""

from datetime import UTC, datetime, timedelta

from app.composition.known_time import known_time
from app.domain.trusted_time import Reading
from app.storage.trusted_clock import TrustedClock
from app.sync.tls import KnownTime

NOW = datetime(2026, 3, 18, 4, tzinfo=UTC)
DEAD = datetime(2000, 1, 1, tzinfo=UTC)


def clock_at(wall):
    return TrustedClock(lambda: Reading(wall, 5.0, "this run"))


def test_a_wall_clock_nobody_contradicts_says_nothing_against_itself():
    assert known_time(clock_at(NOW)) is None


def test_a_wall_clock_behind_what_was_written_down_is_behind_by_at_least_that():
    clock = clock_at(DEAD)
    clock.restore(None, NOW, None)

    assert known_time(clock) == KnownTime(NOW, DEAD, is_least=True)
    assert known_time(clock).is_better


def test_the_centres_word_is_the_time():
    clock = clock_at(DEAD)
    clock.hear(NOW, timedelta(seconds=1))

    assert known_time(clock) == KnownTime(NOW, DEAD, is_least=False)


def test_a_wall_clock_that_agrees_decides_by_itself():
    clock = clock_at(NOW)
    clock.hear(NOW + timedelta(minutes=2), timedelta(seconds=1))

    assert not known_time(clock).is_better
