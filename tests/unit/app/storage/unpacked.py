"""Looking into what lies compressed in the outbox."""

import zstandard

_MAGIC = b"\x28\xb5\x2f\xfd"


def unpacked(payload):
    """The JSON of a payload that is not sealed."""
    return zstandard.ZstdDecompressor().decompress(payload)


def as_bytes(value):
    """Any value of any row, so that what stands in it can be searched for."""
    if isinstance(value, bytes):
        return unpacked(value) if value.startswith(_MAGIC) else value
    return str(value).encode()
