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

# While the centre judges one batch the next is made ready: with few large ones the sides would wait for each other,
# with small ones they would flush more often. Measured: 125, 250, 500 give 0.8, 1, 1.13 of the cases a second.
EVENTS_PER_BATCH = 500
# While the centre writes one down it opens another; only where the last one was answered so soon.
BATCHES_UNDER_WAY = 2
QUICK_ANSWER_S = 1.0
# The fewest that are looked at, however many of them then go.
EVENTS_LOOKED_AT = 40
EVENT_BYTES_PER_BATCH = 4 << 20
# From so many on they go under one seal; with fewer there is nothing to be won by it.
PACKED_FROM = 8
# So long a centre that takes no such batches is spared the question.
PACKING_ASKED_AGAIN = timedelta(hours=1)
# Each failure of an event divides its batch by this, so that a bad one soon travels alone.
BATCH_DIVISOR = 4
FAILED_BATCHES_MAX = 3

UPLOADS_AT_ONCE = 50
# A sealed file up to this size goes along with its case, or with the request that begins its upload.
SMALL_UPLOAD_BYTES = 256 << 10
# Its plain bytes then: age adds a header of 200 bytes and 16 for every 64 KiB.
SMALL_PLAIN_BYTES = SMALL_UPLOAD_BYTES - (1 << 10)
# One request with attachments; the centre takes 64 of them and 16 MiB.
BUNDLE_PARTS = 64
BUNDLE_BYTES = 8 << 20
# So long a centre that does not take attachments with their events is spared the question.
BUNDLING_ASKED_AGAIN = timedelta(hours=1)
# A catalogue that could not be fetched is asked for again after so long, one that this program cannot use after a day.
CATALOGUE_ASKED_AGAIN = timedelta(minutes=10)
REFUSED_CATALOGUE_ASKED_AGAIN = timedelta(days=1)
# Larger files, and videos, go after everything else: in the terminal in a thread of their own.
LARGE_UPLOAD_BYTES = 8 << 20
UPLOAD_TRIES_WITHOUT_PROGRESS = 3
# A large file goes in pieces of about this time, so that a case taken meanwhile waits no longer than one of them.
PIECE_S = 2.0
FIRST_PIECE_BYTES = 256 << 10
SMALLEST_PIECE_BYTES = 64 << 10
LARGEST_PIECE_BYTES = 32 << 20
PIECE_GROWTH = 4
# What is read from the disk and given to the line at once; the bandwidth cap counts in it.
BLOCK_BYTES = 64 << 10
CAPPED_BLOCK_BYTES = 8 << 10

# The most the centre gives and takes at once.
CHANGES_AT_ONCE = 1_000
ACKNOWLEDGEMENTS_AT_ONCE = 1_000
BUSY_PAUSE_S = 0.5

ANSWER_MAX_BYTES = 64 << 20
CHANGE_PAGES_MAX = 1000
SEALED_ANSWER_MAX_BYTES = 64 << 20

FIRST_KNOCK_S = 5.0
LONGEST_KNOCK_S = 300.0
KNOCK_JITTER = 0.25
