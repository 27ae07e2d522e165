"""Sizes of hand-over codes, in one place."""

from __future__ import annotations

LONGEST_CODE_CHARS = 997
"""What QR version 25 holds at error correction M, in bytes: on 58 mm paper its dots are still three printer dots."""
CODES_MAX = 6
"""More than that nobody holds under a scanner."""
PLAIN_MAX_BYTES = 64 << 10
ZSTD_LEVEL = 19
NONCE_BYTES = 16
"""Of it the first eight stand in the clear in every code of the paper, so that codes of two papers are not mixed."""
PAPER_BYTES = 8
FORMAT = 1
HEADER_BYTES = 1 + PAPER_BYTES + 2
"""Format, paper, number of the code, of how many."""
SIGNATURE_CHARS = 86
"""ES256 in base64url."""
JWS_TYPE = "bho1"
SCHEME = "bianmin:handover:"
FETCH_AGAIN_AFTER_S = 3600.0
"""How old the hall's keys may be before a background sync asks for them again."""
