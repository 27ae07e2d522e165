"""The proof of a card read that goes along with a question, sealed to the centre."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.person import IdentityCard


def proof_of(card: IdentityCard, at: datetime) -> dict[str, str]:
    return {
        "id_number": card.id_number,
        "name": card.name or card.name_en,
        "kind": card.kind,
        "sam_id": card.sam_id,
        "read_at": at.astimezone(UTC).isoformat(),
    }
