"""The two clocks of a machine, as a test moves them."""

from datetime import UTC, datetime, timedelta

from app.domain.trusted_time import Reading

NOON = datetime(2026, 3, 18, 4, tzinfo=UTC)


class Machine:
    def __init__(self):
        self.wall, self.counted_s, self.run = NOON, 100.0, "run-1"

    def __call__(self):
        return Reading(self.wall, self.counted_s, self.run)

    def passes(self, **span):
        time = timedelta(**span)
        self.wall += time
        self.counted_s += time.total_seconds()

    def restarts(self, off=timedelta(0)):
        self.wall += off
        self.counted_s, self.run = 5.0, self.run + "+"
