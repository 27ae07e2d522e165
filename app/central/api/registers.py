"""Questions to the registers while a person stands at the station: the proof of the card read goes along, sealed."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, StringConstraints, ValidationError

from app.catalogue.id_numbers import card_number_problem
from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.centre import Centre
from app.central.intake.messages import When
from app.central.registers.interface import PresentPerson
from app.central.sealing import SealBroken, from_base64, open_json, seal_json, to_base64
from app.central.storage.moment import now
from app.domain.formats import CHINA

router = APIRouter(prefix="/api/v1", tags=["registers"])

PROOF_MAX_AGE = timedelta(minutes=15)
PROOF_MAX_AHEAD = timedelta(minutes=5)
PROOF_LIMIT_BYTES = 16_384
LICENCES_AT_ONCE = 20

Sealed = Annotated[str, StringConstraints(min_length=1, max_length=32_768)]
Recipient = Annotated[str, StringConstraints(pattern=r"^age1[0-9a-z]{50,100}$")]


class Proof(BaseModel):
    """What was read from the card, when, by which reader."""

    id_number: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    kind: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    sam_id: str = ""
    read_at: When
    answers: Annotated[dict[Annotated[str, StringConstraints(max_length=64)], str], Field(max_length=32)] = {}
    """What was filled in, where the office is asked by it."""
    agreed: bool = False
    """The person allows what is asked for, where it takes their leave."""


class QueryAsked(BaseModel):
    """`sealed` is base64(age(zstd(JSON of the proof))), `reply_to` an age public key made for this one question."""

    sealed: Sealed
    reply_to: Recipient


class SealedAnswer(BaseModel):
    """base64(age(zstd(JSON))), to be opened by `reply_to` only."""

    sealed: str


@router.post("/queries/{item_code}", responses=documented(401, 403, 404, 422, 503))
def query(item_code: str, asked: QueryAsked, centre: CentreHere, _station: StationHere) -> SealedAnswer:
    """The record behind a proof. 404 when the register holds none of this person, 503 `register_away`
    when the office that keeps it does not answer now."""
    proof = proof_of_card(centre, asked.sealed)
    person = PresentPerson(proof.name, proof.id_number, proof.kind)
    record = centre.registers.record(item_code, person, today(), proof.answers)
    if record is None:
        raise Problem(404, "no_record", "没有查到这个人的记录。")
    return sealed_answer(asked.reply_to, record)


@router.get("/licences", responses=documented(401, 403, 422))
def licences(
    centre: CentreHere,
    _station: StationHere,
    codes: Annotated[str, Query(max_length=1_000, description="licence codes, separated by commas")],
    proof: Annotated[str, Query(max_length=32_768, description="the sealed proof, base64url")],
    reply_to: Annotated[Recipient, Query(description="an age public key made for this one question")],
) -> SealedAnswer:
    """E-licences of the person who is present; those they do not hold are left out."""
    person = present_person(centre, proof)
    wanted = [code for code in dict.fromkeys(codes.split(",")) if code][:LICENCES_AT_ONCE]
    held = [found for code in wanted if (found := centre.registers.held(code, person, today()))]
    told = [
        {
            "code": each.code,
            "name": each.name,
            "number": each.number,
            "media_type": each.media_type,
            "content": base64.b64encode(each.content).decode(),
            "facts": dict(each.facts),
        }
        for each in held
    ]
    return sealed_answer(reply_to, told)


def present_person(centre: Centre, sealed: str) -> PresentPerson:
    """Who stands at the station, by a card read just now. Raises Problem."""
    proof = proof_of_card(centre, sealed)
    return PresentPerson(proof.name, proof.id_number, proof.kind)


def proof_of_card(centre: Centre, sealed: str) -> Proof:
    """A card that was read just now. Raises Problem."""
    try:
        proof = Proof.model_validate(open_json(centre.keys.identity, from_base64(sealed), PROOF_LIMIT_BYTES))
    except (SealBroken, ValidationError) as error:
        raise Problem(422, "proof_unreadable", "读卡凭据读不出来。") from error
    age = now() - proof.read_at
    if age > PROOF_MAX_AGE or age < -PROOF_MAX_AHEAD:
        raise Problem(403, "proof_stale", "读卡凭据过期了，请重新读卡。")
    if card_number_problem(proof.kind, proof.id_number) is not None:
        raise Problem(422, "id_number_wrong", "身份证号校验不对。")
    return proof


def sealed_answer(reply_to: str, value: Any) -> SealedAnswer:
    """Raises Problem where `reply_to` is no key."""
    try:
        return SealedAnswer(sealed=to_base64(seal_json(reply_to, value)))
    except SealBroken as error:
        raise Problem(422, "reply_to_wrong", "回信公钥不对。") from error


def today() -> date:
    """In China."""
    return now().astimezone(CHINA).date()
