"""What schemathesis makes of the OpenAPI document. In a module of its own, whose import only its users pay for."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.central.mixed import mixed_body

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def plain_bytes(value: Any) -> bytes:
    return bytes(getattr(value, "data", b""))


@schemathesis.serializer("application/offset+octet-stream")
def _as_it_is(_context: Any, value: Any) -> bytes:
    return plain_bytes(value)


@schemathesis.serializer("multipart/mixed")
def _behind_an_empty_batch(_context: Any, value: Any) -> bytes:
    content = plain_bytes(value)
    return mixed_body([], [b"Content-Disposition: attachment\r\n\r\n" + content])


def operations_of(centre_url: str) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{centre_url}/openapi.json")
    return [each.ok() for each in schema.get_all_operations()]
