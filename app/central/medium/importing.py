"""`kiosk central import DIR`: every package found, the same intake as over HTTP, a signed answer for each."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt

from app.central.centre import Centre, open_centre
from app.central.issuer import Issuer
from app.central.medium.ended import OfRevoked
from app.central.medium.files import Unfit, write_whole
from app.central.medium.manifest import PACKAGE, Signed, signed_manifest
from app.central.medium.taking import Taken, take_package
from app.central.operators import in_force
from app.central.settings import CentralSettings
from app.central.storage import restorings, stations
from app.central.storage.moment import now
from app.domain.errors import StorageProblem, WrongInput
from app.domain.ports import EventVerdict

ANSWER_FORMAT = "bianmin-medium-answer/1"
ANSWER_TYPE = "bianmin-answer+jws"


@dataclass(frozen=True, slots=True)
class Imported:
    """`refused` are whole packages, `damaged` single parts: name or path, and a stable word."""

    packages: int
    verdicts: Mapping[EventVerdict, int]
    attachments: int
    refused: tuple[tuple[str, str], ...]
    damaged: tuple[tuple[str, str], ...]


def import_medium(
    settings: CentralSettings, folder: Path, answers: Path | None = None, of_revoked: OfRevoked | None = None
) -> Imported:
    """Answers go into `answers`, otherwise beside the packages. `of_revoked`: a station whose ended enrolments are
    vouched for; those are not answered. An answer that cannot be written holds up no package: StorageProblem comes
    at the end. Raises WrongInput, StorageProblem, ConfigInvalid."""
    packages = _packages(folder)
    centre = open_centre(settings, founds=False)
    try:
        return _import(centre, packages, answers, of_revoked)
    finally:
        centre.close()


def _packages(folder: Path) -> list[Path]:
    """The packages in a folder, or the folder itself where it is one; oldest first by their names."""
    if re.fullmatch(PACKAGE, folder.resolve().name) and folder.is_dir():
        return [folder.resolve()]
    try:
        found = [each for each in folder.iterdir() if re.fullmatch(PACKAGE, each.name) and each.is_dir()]
    except OSError:
        raise WrongInput("读不了要导入的文件夹。", "插好介质，写它的文件夹。") from None
    return sorted(found)


def _import(centre: Centre, packages: list[Path], answers: Path | None, of_revoked: OfRevoked | None) -> Imported:
    ended_of, because = (of_revoked.station_id, of_revoked.reason) if of_revoked else ("", "")
    done: list[tuple[Path, Taken]] = []
    refused: list[tuple[str, str]] = []
    unwritten: list[tuple[str, StorageProblem]] = []
    for package in packages:
        try:
            signed = signed_manifest(package, centre.database, ended_of)
        except Unfit as unfit:
            refused.append((package.name, unfit.reason))
            continue
        taken = take_package(centre, package, signed, because)
        done.append((package, taken))
        if signed.is_ended:
            continue  # nobody may read an answer there, and who is listed is not that machine's to know
        said = {"answered_at": now().isoformat()}  # before it is looked who is listed: it holds for then
        said |= _restored(centre, signed) | {"operators": in_force(centre.database)}
        answer = _answer(centre.keys.issuer, signed, taken, said)
        name = f"answer-{package.name}.jws"
        try:
            write_whole(answers or package.parent, name, answer)
        except StorageProblem as problem:
            unwritten.append((name, problem))  # of the packages that follow none waits for it
    imported = Imported(
        packages=len(done),
        verdicts={each: sum(taken.verdicts[each] for _, taken in done) for each in EventVerdict},
        attachments=sum(taken.files for _, taken in done),
        refused=tuple(refused),
        damaged=tuple((f"{package.name}/{path}", why) for package, taken in done for path, why in taken.damaged),
    )
    if unwritten:
        raise _without_answers(imported, unwritten)
    return imported


def _without_answers(imported: Imported, unwritten: Sequence[tuple[str, StorageProblem]]) -> StorageProblem:
    """What was taken in all the same; what was not is told by name when it is run again."""
    first = unwritten[0][1]
    taken = f"收了 {imported.packages} 个包"
    if imported.refused:
        taken += f"，没收 {len(imported.refused)} 个"
    if imported.damaged:
        taken += f"，收了的里面有 {len(imported.damaged)} 处没收"
    names = "、".join(name for name, _ in unwritten)
    return type(first)(f"{first.message}{taken}；{len(unwritten)} 个回执没有写上：{names}。", first.what_to_do)


def _restored(centre: Centre, signed: Signed) -> dict[str, Any]:
    """What a heartbeat tells of a restoring, for a station that lives by sticks."""
    with centre.database.read() as connection:
        told = restorings.told_to(connection, signed.manifest.restore_id)
        contiguous = stations.contiguous(connection, signed.station.id)
    return {
        "sequence": contiguous,
        "restore_id": told.restore_id,
        "restore_id_named": signed.manifest.restore_id,
        "lost_since": told.lost_since.isoformat() if told.lost_since else None,
    }


def _answer(issuer: Issuer, signed: Signed, taken: Taken, said: Mapping[str, Any]) -> bytes:
    """Compact JWS by the issuer whose certificate every station has. Ids and stable words; nothing of a person."""
    told: dict[str, Any] = {
        "format": ANSWER_FORMAT,
        "station_id": signed.station.id,
        "number_prefix": signed.station.number_prefix,
        "package": signed.manifest.package,
        "manifest_sha256": signed.sha256,
        "complete": taken.complete,
        "events": [each.document() for each in taken.events],
        "attachments": [each.document() for each in taken.attachments],
        "seals": [each.document() for each in taken.seals],
        **said,
    }
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return jwt.PyJWS().encode(content, issuer.key, algorithm="ES256", headers={"typ": ANSWER_TYPE}).encode("ascii")
