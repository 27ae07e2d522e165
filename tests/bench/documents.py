"""What both sides are given: valid applications of about 4 KB, which compress about two to one as forms do."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random
from typing import Any

import uuid_utils

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.samples import Sample, make_sample
from app.domain.case import NewAttachment, Submission

FORM_ITEM = "social-insurance-proof"
FILES_ITEM = "temporary-id-card"
DOCUMENT_BYTES = 4096
PHOTO_BYTES, SIGNATURE_BYTES = 40 * 1024, 8 * 1024
PEOPLE = 50


@lru_cache(maxsize=1)
def catalogue() -> LoadedCatalogue:
    return load_catalogue()


@lru_cache(maxsize=2 * PEOPLE)
def _sample(item: str, person: int) -> Sample:
    return make_sample(catalogue().item(item), person)


def form(number: int, item: str = FORM_ITEM) -> dict[str, Any]:
    """The data of one case, filled up to DOCUMENT_BYTES with hexadecimal digits, each worth half a byte."""
    data: dict[str, Any] = dict(_sample(item, number % PEOPLE).data)
    length = len(json.dumps(data, ensure_ascii=False).encode())
    data["record"] = {"digits": Random(number).randbytes(DOCUMENT_BYTES // 2).hex()[: DOCUMENT_BYTES - length - 30]}
    return data


def plain_case(number: int) -> Submission:
    return Submission(str(uuid_utils.uuid7()), FORM_ITEM, catalogue().item(FORM_ITEM).version, form(number))


def case_with_files(number: int) -> Submission:
    """A photo of 40 KB and a signature of 8 KB that no compression makes smaller."""
    sample, noise, files = _sample(FILES_ITEM, number % PEOPLE), Random(number), []
    for each in sample.attachments.values():
        size = PHOTO_BYTES if each.media_type == "image/jpeg" else SIGNATURE_BYTES
        more = noise.randbytes(max(0, size - len(each.content)))
        files.append(NewAttachment(each.name, each.media_type, (each.content + more)[:size]))
    version = catalogue().item(FILES_ITEM).version
    return Submission(str(uuid_utils.uuid7()), FILES_ITEM, version, dict(sample.data), tuple(files))
