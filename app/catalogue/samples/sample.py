"""One valid application with its files, and writing it down for `kiosk case submit` and for trying things out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from app.catalogue.application import application_data
from app.catalogue.appointments import WorkingDayAfter, sample_appointment
from app.catalogue.media_types import suffix
from app.catalogue.samples.agents import make_agency
from app.catalogue.samples.answers import answers
from app.catalogue.samples.fitting import fitting_person
from app.catalogue.samples.papers import paper
from app.catalogue.samples.people import address, phone
from app.catalogue.samples.pictures import licence_photo, signature
from app.catalogue.working_days import working_day_after
from app.domain.agency import paper_of
from app.domain.case import NewAttachment
from app.domain.errors import WrongInput
from app.domain.form_files import JPEG, PNG, file_of
from app.domain.person import IdentityCard
from app.domain.service_item import DeliveryKind, Material, MaterialSource, ServiceItem, StepKind

LONGEST_SIGNATURE = 4
DATA_FILE = "data.json"
EMPTY_FILM = b"".join(bytes([0x47, 0x1F, 0xFF, 0x10]) + bytes([0xFF]) * 184 for _ in range(16))
"""Null packets of an MPEG transport stream (ISO/IEC 13818-1, 2.4.3): a film in which nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Sample:
    card: IdentityCard
    data: Mapping[str, Any] = field(repr=False)
    attachments: Mapping[str, NewAttachment] = field(repr=False)


def make_sample(
    item: ServiceItem, seed: int, *, by_agent: bool = False, after: WorkingDayAfter = working_day_after
) -> Sample:
    """The same seed gives the same person for every item that takes their card and age, and the same bytes every time.

    `by_agent`: somebody else acts for that person. `after`: the calendar by which a day is booked; the days of a
    booking are counted from today. Raises WrongInput where the item allows none.
    """
    card = fitting_person(item, seed)
    random = Random(f"{item.code} {seed}")
    form = answers(random, item, card)
    delivery, payment = _delivery(random, item, card, form), _payment(item, form)
    agency = make_agency(item, card, seed) if by_agent else None
    booked = sample_appointment(random, item, after)
    data = application_data(item, card, form, delivery=delivery, payment=payment, agency=agency, appointment=booked)
    paper = paper_of(item, agency, card)
    files = {
        each.attachment: NewAttachment(each.attachment, *_file(random, each, card))
        for each in item.materials
        if each.attachment and (each.source is not MaterialSource.AGENT or each.code == paper)
    }
    taken = [file for each in item.fields() if each.name in form and (file := file_of(each)) is not None]
    files |= {each.attachment: NewAttachment(each.attachment, *_file_of_form(random, each)) for each in taken}
    return Sample(card, data, files)


def write_sample(
    item: ServiceItem,
    out_dir: Path,
    seed: int,
    *,
    by_agent: bool = False,
    after: WorkingDayAfter = working_day_after,
) -> dict[str, Any]:
    """Writes `data.json` and the files; gives `{"data": path, "attachments": {name: path}}`. Raises WrongInput."""
    sample = make_sample(item, seed, by_agent=by_agent, after=after)
    try:
        return _write(sample, out_dir)
    except OSError as error:
        raise WrongInput(f"样例写不到 {out_dir}（{error.strerror}）", "换一个能写的目录") from error


def _write(sample: Sample, out_dir: Path) -> dict[str, Any]:
    out_dir.mkdir(parents=True, exist_ok=True)
    data = out_dir / DATA_FILE
    data.write_text(json.dumps(sample.data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    paths = {}
    for name, each in sample.attachments.items():
        path = out_dir / f"{name}.{suffix(each.media_type)}"
        path.write_bytes(each.content)
        paths[name] = str(path)
    return {"data": str(data), "attachments": paths}


def _delivery(random: Random, item: ServiceItem, card: IdentityCard, form: Mapping[str, str]) -> dict[str, str] | None:
    if StepKind.DELIVERY not in item.steps:
        return None
    kind = random.choice(item.delivery)
    if kind is not DeliveryKind.MAIL:
        return {"kind": kind.value}
    return {
        "kind": kind.value,
        "recipient": card.name or card.name_en,
        "phone": form.get("phone") or phone(random),
        "address": form.get("residence_address") or card.address or address(random),
    }


def _payment(item: ServiceItem, form: Mapping[str, str]) -> dict[str, Any] | None:
    """What may not be paid later was paid by an order that no gateway knows."""
    amount_fen = item.fee.amount(form)
    if not amount_fen:
        return None
    if item.fee.pay_later:
        return {"status": "later", "amount_fen": amount_fen}
    return {"status": "paid", "amount_fen": amount_fen, "id": f"sample-{item.code}"}


def _file_of_form(random: Random, file: Material) -> tuple[str, bytes]:
    """A picture for what is photographed and for a page alike."""
    if file.source is MaterialSource.SIGNATURE:
        return PNG, signature(random, LONGEST_SIGNATURE - 1)
    return JPEG, licence_photo(random)


def _file(random: Random, material: Material, card: IdentityCard) -> tuple[str, bytes]:
    if material.source is MaterialSource.SIGNATURE:
        return "image/png", signature(random, min(len(card.name or card.name_en), LONGEST_SIGNATURE))
    if material.source is MaterialSource.RECORDING:
        return "video/mp2t", EMPTY_FILM
    if "application/pdf" in material.media_types:
        number = f"{random.randrange(10**18):018d}"
        holder = card.name or card.name_en
        return "application/pdf", paper(
            [material.name.zh_cn, f"持证人：{holder}", f"编号：{number}", "（样例，不是真的证照）"]
        )
    return "image/jpeg", licence_photo(random)
