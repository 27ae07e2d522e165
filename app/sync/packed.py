"""A batch as one body of bytes under one seal: docs/integration/batches.md.

age seals a key made for this one request; the key seals each payload that this station can read. What was sealed as it
was saved travels as it is.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Sequence

import orjson
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.domain.ports import OutboxEvent
from app.sync.events import told_of
from app.sync.seal import Sealer

MEDIA_TYPE = "application/vnd.bianmin.events"
KEY_BYTES = 32
ZSTD_LEVEL = 1
"""Of the head alone: payloads lie compressed."""
_LENGTH_BYTES = 4
_NONCE_PADDING = bytes(8)


def packed(batch: Sequence[OutboxEvent], station_id: str, sealer: Sealer) -> bytes:
    key = os.urandom(KEY_BYTES)
    seal = ChaCha20Poly1305(key).encrypt
    payloads = [
        each.payload if each.sealed_to else seal(_NONCE_PADDING + place.to_bytes(4, "big"), each.payload, None)
        for place, each in enumerate(batch)
    ]
    told = {
        "seal": b64encode(sealer.file(key)).decode("ascii"),
        "own": [place for place, each in enumerate(batch) if each.sealed_to],
        "lengths": [len(each) for each in payloads],
        "events": [told_of(each, station_id) for each in batch],
    }
    head = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(orjson.dumps(told))
    return b"".join((len(head).to_bytes(_LENGTH_BYTES, "big"), head, *payloads))
