"""What the OpenAPI document says of a batch's body; `intake/bodies.py` reads it."""

from __future__ import annotations

from typing import Any

from app.central.intake import multipart, packed
from app.central.intake.bodies import JSON, MAX_BATCH, MAX_FILES
from app.central.intake.messages import SentEvent
from app.central.intake.small_files import LARGEST_SEALED_BYTES

_BATCH_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["events"],
    "description": "Each event is judged by itself: one that cannot be read is rejected, the others are taken.",
    "properties": {
        "events": {"type": "array", "maxItems": MAX_BATCH, "items": {"anyOf": [SentEvent.model_json_schema(), {}]}},
    },
}
_PACKED = (
    "The length of the head (4 bytes, big-endian), the head (zstd of JSON), the payloads one behind the other. Head:"
    " `events` without `payload`, `lengths` of the payloads, `seal`: base64 of an age file of the batch's key of 32"
    " bytes, `own`: places of payloads that are age files. Any other payload is ChaCha20-Poly1305 over zstd(JSON), its"
    " nonce the place in 12 bytes."
)
_MIXED = (
    f"First part `application/json` or `{packed.MEDIA_TYPE}` with the batch; each further part"
    f" `application/octet-stream`: one sealed attachment, at most {LARGEST_SEALED_BYTES} bytes; at most {MAX_FILES} of"
    " them, with `Content-Disposition: attachment;"
    ' filename="SHA-256 of the sealed bytes"` and `Upload-Metadata` as in tus.'
)
BODY_DOCUMENTED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": _BATCH_SCHEMA},
            packed.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "description": _PACKED}},
            multipart.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary", "description": _MIXED}},
        },
    }
}
