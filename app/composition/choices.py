"""What station.toml says of the store, in the words of the store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.composition.passphrases import passphrase
from app.domain.service_item import StationKind

if TYPE_CHECKING:
    from app.config import Settings
    from app.storage import KeyChoice, StoreChoices


def store_choices(settings: Settings) -> StoreChoices:
    from app.storage import StoreChoices

    return StoreChoices(
        key=key_choice(settings, settings.storage.key),
        keeps_readable=settings.station.kind is not StationKind.SELF_SERVICE,
        retention=timedelta(days=settings.storage.retention_days),
        keep_sent=timedelta(days=settings.storage.keep_sent_days),
    )


def key_choice(settings: Settings, kind: str) -> KeyChoice:
    from app.storage import KeyChoice, KeyKind

    return KeyChoice(KeyKind(kind), settings.storage.tpm_tcti, settings.storage.tpm_pcrs, passphrase)
