"""Under which names the settings keep what belongs to this station and its centre."""

from __future__ import annotations

from app.domain import standing

STATION_ID = "station.id"
# As what the centre enrolled it; empty where that was before this was kept.
STATION_KIND = "station.kind"
STATION_KEY = "station.key"
CENTRE_URL = "centre.url"
# Where the technician reached the centre: its own name for itself may not be reachable from every network.
CENTRE_ADDRESS = "centre.address"
SEAL_RECIPIENT = "centre.seal_recipient"
SIGNING_KEY = "signing.key"
SIGNING_CERTIFICATE = "signing.certificate"
ISSUER_CERTIFICATE = "signing.issuer_certificate"
NUMBER_PREFIX = "number_prefix"

# Which change feed the store's cursor counts in (`app.storage.changes` reads it).
CHANGES_FEED = "changes.feed"

# How far that centre told that it has every event of this station (`app.domain.standing`).
TOLD_SEQUENCE = standing.TOLD_SEQUENCE

# The id that centre told last of its database: another one tells that it was restored.
RESTORE_ID = standing.RESTORE_ID

# Keys made for an enrolment whose answer has not come yet: the same code and keys may be sent again.
PENDING_STATION_KEY = "enrolment.pending_station_key"
PENDING_SIGNING_KEY = "enrolment.pending_signing_key"

# When a background sync may knock again at a centre that did not answer, and how often it did not.
KNOCK_AGAIN_AT = "sync.knock_again_at"
UNANSWERED = "sync.unanswered"

# Why the last pass failed, since when, and when it was tried last; empty after one that did not.
LAST_FAILURE = "sync.last_failure"

# When the centre took a request of ours last, and whether it says that we are none of its stations.
TAKEN = "centre.taken"

# Which catalogue was asked for last without success, and when it is asked for again.
CATALOGUE_ASKED = "catalogue.asked"

# The hall's key and the public keys of its stations, for handing over without a line.
HALL = "hall.keys"
HALL_FETCHED_AT = "hall.fetched_at"
