"""A case as few bytes: JSON, compressed with what most forms have in common already known to both sides."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import zstandard

from app.sync.hand_over import limits
from app.sync.json_answers import read_json

# Part of format 1: to change one letter of it is to make a format 2. The commonest stands last.
_KNOWN = (
    '"medical":{"date":"height_cm":"vision_left":"vision_right":"corrected":false,"colour_blind":"none","hearing_left":'
    'true,"limbs":"pass"}"record":{"note":"employer":"relation":"agent":{"reason":"damaged"reason":"lost"reason":'
    '"expired"reason":"employment","purpose":"settlement"}"payment":{"status":"later","amount_fen":1000}}'
    '"pickup_place":"town_centre"}"delivery":{"kind":"pickup"}"delivery":{"kind":"mail","recipient":","phone":"13'
    "省市县区镇乡村街道路号社区居委会村民委员会组幢单元室公安局分局自治区自治州"
    '"kind":"hmt_residence_permit","pass_number":"issue_count":"kind":"foreign_permanent_resident_2023","name_en":'
    '"nationality":"CHN"residence_address":""ethnicity":"01","sam_id":"05.01-2024"}"materials":["photo","signature",'
    '"id_card","household_register"],"item":"temporary-id-card","version":"2026.1","made":17,"until":17,'
    '"case":"019","nonce":"","data":{"applicant":{"kind":"resident","name":"","id_number":"33","sex":"1",'
    '"birth_date":"19","valid_from":"20","valid_to":null,"address":"浙江省","authority":"公安局","ethnicity":"01",'
    '"sam_id":"05.01-20"},"form":{"phone":"13"'
).encode()


def _dictionary() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_KNOWN, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def packed(value: Mapping[str, Any]) -> bytes:
    """Raises ValueError for more than `unpacked` would take."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    if len(plain) > limits.PLAIN_MAX_BYTES:
        raise ValueError("too long")
    compressor = zstandard.ZstdCompressor(
        level=limits.ZSTD_LEVEL, dict_data=_dictionary(), write_content_size=False, write_dict_id=False
    )
    return compressor.compress(plain)


def unpacked(content: bytes) -> dict[str, Any]:
    """Raises ValueError, also for what would grow beyond any form."""
    reader = zstandard.ZstdDecompressor(dict_data=_dictionary()).stream_reader(io.BytesIO(content))
    try:
        plain = reader.read(limits.PLAIN_MAX_BYTES + 1)
    except zstandard.ZstdError:
        raise ValueError("not compressed like this") from None
    if len(plain) > limits.PLAIN_MAX_BYTES:
        raise ValueError("too long")
    value = read_json(plain)
    if not isinstance(value, dict):
        raise ValueError("no object")  # noqa: TRY004 - somebody else's bytes, not a type of ours
    return value
