"""The few types an audit field may have: ids, codes, counts, digests. None of them can hold a person.

Free text does not exist, Chinese cannot be written, and whatever looks like an identity number, a pass number
or a phone number is refused even where a code is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

FieldValue = str | int

COUNT_MAX = 9_999_999  # one digit fewer than the shortest phone number written as a number

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}")
# app.domain.formats.case_number: its prefix and day may run together into eleven digits and more.
_CASE_NUMBER = re.compile(r"[A-Za-z0-9]{0,13}[0-9]{8}-[0-9]{4,9}")
# GB 11643 numbers (18, or 15 old), permits of foreigners (3 letters, 12 digits), mobile numbers.
_PERSONAL = re.compile(
    r"(?<![0-9])([0-9]{17}[0-9Xx]|[0-9]{15}|1[3-9][0-9]{9})(?![0-9])|(?<![A-Za-z])[A-Za-z]{3}[0-9]{12}"
)


def _is_uuid(value: FieldValue) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _is_sha256(value: FieldValue) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_code(value: FieldValue) -> bool:
    return isinstance(value, str) and _CODE.fullmatch(value) is not None and _PERSONAL.search(value) is None


def _is_case_number(value: FieldValue) -> bool:
    return isinstance(value, str) and _CASE_NUMBER.fullmatch(value) is not None


def _is_count(value: FieldValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= COUNT_MAX


FIELD_TYPES: Mapping[str, Callable[[FieldValue], bool]] = MappingProxyType(
    {"uuid": _is_uuid, "sha256": _is_sha256, "code": _is_code, "case_number": _is_case_number, "count": _is_count}
)
FIELD_TYPE_MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "uuid": "UUID 编号",
        "sha256": "SHA-256 摘要",
        "code": "代码（字母、数字和 . _ : + -）",
        "case_number": "办件编号",
        "count": "数目",
    }
)
