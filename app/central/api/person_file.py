"""个人档案 over HTTP: what the person who stands at the station handed in before, for one item, sealed to one key."""

from __future__ import annotations

from fastapi import APIRouter

from app.central.api.doors import CentreHere, StationHere
from app.central.api.problems import Problem, documented
from app.central.api.registers import QueryAsked, SealedAnswer, proof_of_card, sealed_answer, today
from app.central.intake.messages import Word
from app.central.person_file import PersonFiles
from app.domain.errors import ItemUnknown

router = APIRouter(prefix="/api/v1", tags=["person file"])


class FileAsked(QueryAsked):
    """The proof of the card as in `/queries`; in it `agreed` says that the person allowed it."""

    item: Word


@router.post("/person-file", responses=documented(401, 403, 404, 422, 503))
def person_file(asked: FileAsked, centre: CentreHere, _station: StationHere) -> SealedAnswer:
    """`{"known": {source: answer}, "materials": [{code, taken_on, number, media_type, content}]}`: what this item can
    use. 403 `not_agreed` without the person's leave; a person without cases has an empty file."""
    proof = proof_of_card(centre, asked.sealed)
    if not proof.agreed:
        raise Problem(403, "not_agreed", "本人没有同意用以前交过的材料。")
    try:
        item = centre.catalogue.item(asked.item)
    except ItemUnknown as error:
        raise Problem(404, "item_unknown", "没有这个事项。") from error
    files = PersonFiles(centre.database, centre.objects, centre.keys, centre.catalogue)
    return sealed_answer(asked.reply_to, files.told(item, proof.id_number, today()))
