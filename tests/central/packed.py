"""Batches under one seal, written as docs/integration/batches.md says, with nothing of the programs under test."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx
import pyrage
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.central.conftest import Station

MEDIA_TYPE = "application/vnd.bianmin.events"


@dataclass
class Batch:
    recipient: str
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    payloads: list[bytes] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    own: list[int] = field(default_factory=list)

    def add(self, event: dict[str, Any], plain: bytes) -> None:
        nonce = len(self.payloads).to_bytes(12, "big")
        squeezed = zstandard.ZstdCompressor().compress(plain)
        self.payloads.append(ChaCha20Poly1305(self.key).encrypt(nonce, squeezed, None))
        self.events.append({name: value for name, value in event.items() if name != "payload"})

    def add_own(self, event: dict[str, Any]) -> None:
        self.own.append(len(self.payloads))
        self.payloads.append(base64.b64decode(event["payload"]))
        self.events.append({name: value for name, value in event.items() if name != "payload"})

    def body(self, **changed: Any) -> bytes:
        seal = pyrage.encrypt(self.key, [pyrage.x25519.Recipient.from_str(self.recipient)])
        told = {"seal": base64.b64encode(seal).decode(), "own": self.own, "events": self.events}
        told |= {"lengths": [len(each) for each in self.payloads]} | changed
        head = zstandard.ZstdCompressor().compress(json.dumps(told).encode())
        return len(head).to_bytes(4, "big") + head + b"".join(self.payloads)


def batch_for(station: Station) -> Batch:
    return Batch(station.enrolment["seal_recipient"])


def case_in(batch: Batch, station: Station, seed: int = 1) -> dict[str, Any]:
    """Adds a sound case; its payload."""
    payload, _ = station.case(seed=seed)
    event = station.event("case.submitted", payload["id"], payload)
    batch.add(event, json.dumps(payload).encode())
    return payload


def send_packed(station: Station, body: bytes, **headers: str) -> httpx.Response:
    return station.request("POST", "/api/v1/events", content=body, headers={"Content-Type": MEDIA_TYPE} | headers)


def verdicts_on(station: Station, batch: Batch) -> list[str]:
    answer = send_packed(station, batch.body()).raise_for_status().json()
    return [each["verdict"] + (f" {each['reason']}" if each["reason"] else "") for each in answer["verdicts"]]
