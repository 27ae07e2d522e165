"""What the centre says of the cases of a demo, held against what the station saved."""

from __future__ import annotations

from typing import Any


def look_at_cases(parts: Any, place: Any, case_ids: list[str]) -> list[dict[str, Any]]:
    """Per case: id, number, what the centre says, the grade, and whether every attachment's SHA-256 matches."""
    from app.central.administration import get_case

    cases = []
    for case_id in case_ids:
        here = parts.store.case(case_id)
        there = get_case(parts.settings.data_dir, case_id)
        sums_here = {each.name: each.sha256 for each in here.attachments}
        sums_there = {each["name"]: each["sha256"] for each in there["attachments"]}
        cases.append(
            {
                "item": here.item_code,
                "id": here.id,
                "number": here.number,
                "centre": there["status"],
                "by_agent": "agent" in there["data"],
                "grade": (there.get("evaluation") or {}).get("grade"),
                "attachments": sums_there,
                "attachments_match": sums_here == sums_there,
                "certificate": _certificate(parts, place, there),
            }
        )
    return cases


def _certificate(parts: Any, place: Any, case: dict[str, Any]) -> dict[str, Any] | None:
    """The signature of the paper that was printed for this case, checked against the centre's root."""
    import hashlib

    from app.documents.signing import verify_signature

    issued = {each["sha256"] for each in case.get("documents") or []}
    for pdf in place.simulators.certificate_printer.documents:
        if hashlib.sha256(pdf).hexdigest() in issued:
            enrolment = parts.enroller.enrolment()
            report = verify_signature(pdf, [enrolment.issuer_certificate.encode()])
            return {"signature_valid": report.valid, "signer": report.signer, "sha256": hashlib.sha256(pdf).hexdigest()}
    return None
