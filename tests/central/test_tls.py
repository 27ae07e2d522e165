"""The same centre over TLS, with a certificate of its own."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpx
import pytest

from app.catalogue import LoadedCatalogue
from app.central.server import EmbeddedCentre
from app.domain.errors import ConfigInvalid


def test_it_answers_over_tls_and_asks_browsers_to_stay_there(
    tmp_path: Path, catalogue: LoadedCatalogue, tls: tuple[Path, Path]
) -> None:
    with EmbeddedCentre(tmp_path, catalogue, tls=tls) as centre:
        assert centre.url.startswith("https://127.0.0.1:")
        with httpx.Client(verify=ssl.create_default_context(cafile=str(tls[0]))) as client:
            answer = client.get(f"{centre.url}/healthz")
    assert answer.json() == {"status": "ok"}
    assert "strict-transport-security" in answer.headers


def test_a_certificate_that_cannot_be_used_is_told_in_words(
    tmp_path: Path, catalogue: LoadedCatalogue, tls: tuple[Path, Path]
) -> None:
    tls[0].write_text("no certificate", encoding="ascii")
    centre = EmbeddedCentre(tmp_path, catalogue, tls=tls)
    with pytest.raises(ConfigInvalid, match="TLS"):
        centre.start()
    assert not centre.running
