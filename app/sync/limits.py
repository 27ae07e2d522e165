"""Every time-out and size of the centre's client, in one place."""

from __future__ import annotations

from datetime import timedelta

CONNECT_S = 5.0
POOL_S = 5.0
# One read or write may take this long; a whole upload may take as long as bytes keep moving.
ANSWER_S = 30.0
# Shorter than the five seconds after which servers commonly hang up, so that no request meets a closing line.
KEEP_ALIVE_S = 4.0
# "Is the centre there?" is asked while a person looks at the screen.
REACHABLE_S = 2.0

TOKEN_LIFETIME = timedelta(seconds=240)  # the contract allows 300; the rest is for clocks that differ

EVENTS_PER_BATCH = 100
EVENT_BYTES_PER_BATCH = 4 << 20
# Each failure of an event divides its batch by this, so that a bad one soon travels alone.
BATCH_DIVISOR = 4
FAILED_BATCHES_MAX = 3

UPLOADS_AT_ONCE = 50
# A file up to this size goes along with the request that begins its upload.
SMALL_UPLOAD_BYTES = 256 << 10
UPLOAD_TRIES_WITHOUT_PROGRESS = 3
BUSY_PAUSE_S = 0.5

ANSWER_MAX_BYTES = 64 << 20
CHANGE_PAGES_MAX = 1000
SEALED_ANSWER_MAX_BYTES = 64 << 20

FIRST_KNOCK_S = 5.0
LONGEST_KNOCK_S = 300.0
KNOCK_JITTER = 0.25
