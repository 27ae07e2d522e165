"""Batches with small attachments, as a station writes them."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import httpx

from app.catalogue.samples import Sample
from tests.central.conftest import Station

BOUNDARY = "----bianmin-3f1c"


def part_of(case_id: str, declared: dict[str, Any], sealed: bytes, filename: str | None = None) -> bytes:
    told = {"case_id": case_id, **declared}
    metadata = ",".join(f"{key} {base64.b64encode(str(value).encode()).decode()}" for key, value in told.items())
    name = hashlib.sha256(sealed).hexdigest() if filename is None else filename
    head = (
        "Content-Type: application/octet-stream\r\n"
        f'Content-Disposition: attachment; filename="{name}"\r\nUpload-Metadata: {metadata}\r\n\r\n'
    )
    return head.encode() + sealed


def parts_of_case(station: Station, payload: dict[str, Any], sample: Sample) -> list[bytes]:
    pairs = zip(payload["attachments"], sample.attachments.values(), strict=True)
    return [part_of(payload["id"], declared, station.seal_file(each.content)) for declared, each in pairs]


def mixed_body(events: list[dict[str, Any]], parts: list[bytes]) -> bytes:
    first = b"Content-Type: application/json\r\n\r\n" + json.dumps({"events": events}).encode()
    delimiter = f"--{BOUNDARY}".encode()
    return b"".join(delimiter + b"\r\n" + each + b"\r\n" for each in [first, *parts]) + delimiter + b"--\r\n"


def send_mixed(station: Station, events: list[dict[str, Any]], parts: list[bytes], **headers: str) -> httpx.Response:
    told = {"Content-Type": f'multipart/mixed; boundary="{BOUNDARY}"'} | headers
    return station.request("POST", "/api/v1/events", content=mixed_body(events, parts), headers=told)
