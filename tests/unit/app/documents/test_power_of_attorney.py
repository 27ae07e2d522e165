"""The power of attorney signed at the glass: what it says, that it is sealed, and what it does not take."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from app.catalogue.power_text import CLAUSES, power_clauses, power_rows
from app.catalogue.samples import make_sample
from app.documents.power_of_attorney import SealedPowerMaker
from app.documents.signing import verify_signature
from app.domain.errors import OurFault, WrongInput
from app.domain.powers import POWER_DAYS, PowerOfAttorney, holds_until
from tests.qml.screens.sample_states import AGENT, CARD, PENSION
from tests.unit.app.documents.conftest import make_papers

PAPERS = make_papers()
SIGNED = datetime(2026, 3, 18, 1, 41, 7, 123456, tzinfo=UTC)
POWER = PowerOfAttorney(
    PENSION,
    replace(CARD, name="欧阳㐂𠮷"),
    AGENT,
    "child",
    SIGNED,
    "云溪镇便民服务中心 1 号机",
    make_sample(PENSION, 1).attachments["signature"].content,
)


@pytest.fixture(scope="module")
def maker() -> SealedPowerMaker:
    return SealedPowerMaker(PAPERS.key, PAPERS.certificate, PAPERS.issuer)


@pytest.fixture(scope="module")
def pdf(maker: SealedPowerMaker) -> bytes:
    return maker(POWER)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert len(document) == 1
    document.close()
    return text.replace("\r\n", "").replace(" ", "")


def test_it_says_who_empowers_whom_for_what_and_until_when(pdf: bytes) -> None:
    text = text_of(pdf)
    for expected in ("欧阳㐂𠮷", CARD.id_number, AGENT.name, AGENT.id_number, "是委托人的子女", PENSION.name.zh_cn):
        assert expected in text
    assert "最迟到2026年6月16日" in text
    assert "云溪镇便民服务中心1号机" in text


def test_it_says_what_stood_on_the_glass_word_for_word(pdf: bytes) -> None:
    text = text_of(pdf)
    for clause in power_clauses():
        assert clause.replace(" ", "") in text
    for _, value in power_rows(PENSION, POWER.principal, AGENT, "child", date(2026, 6, 16)):
        assert value.replace("\n", "").replace(" ", "") in text


def test_the_signature_is_drawn_on_it(maker: SealedPowerMaker, pdf: bytes) -> None:
    def dark(content: bytes) -> int:
        page = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")
        strip = page.crop((page.width // 2 - 60, int(page.height * 0.5), page.width - 70, int(page.height * 0.68)))
        return sum(strip.histogram()[:120])

    other = make_sample(PENSION, 2).attachments["signature"].content
    assert dark(pdf) > 300
    assert maker(replace(POWER, signature=other)) != pdf


def test_it_is_sealed_so_that_no_change_stays_unseen(pdf: bytes) -> None:
    assert verify_signature(pdf, [PAPERS.issuer]).valid
    changed = pdf.replace(b"/Title", b"/TitlX", 1)
    assert not verify_signature(changed, [PAPERS.issuer]).valid
    assert not verify_signature(pdf, [make_papers().issuer]).trusted


def test_it_is_tagged_pdf_a(pdf: bytes) -> None:
    root: Any = PdfFileReader(io.BytesIO(pdf)).root
    assert root["/MarkInfo"]["/Marked"]
    metadata = root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata.replace(" ", "") or 'pdfaid:part="2"' in metadata


def test_a_signature_that_is_no_picture_is_refused_without_a_word_of_the_person(maker: SealedPowerMaker) -> None:
    for wrong in (b"", b"png", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(WrongInput) as told:
            maker(replace(POWER, signature=wrong))
        assert CARD.id_number not in str(told.value)


def test_a_name_that_no_font_can_write_is_our_fault_and_is_not_quoted(maker: SealedPowerMaker) -> None:
    with pytest.raises(OurFault) as told:
        maker(replace(POWER, principal=replace(CARD, name="\U0010fffd\U0010fffd")))
    assert "\U0010fffd" not in str(told.value)


def test_its_term_ends_after_a_number_of_days() -> None:
    assert holds_until(date(2026, 3, 18)) == date(2026, 3, 18) + timedelta(days=POWER_DAYS)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_the_glass_says_it_in_each_language_and_masks_both(language: str) -> None:
    rows = power_rows(PENSION, CARD, AGENT, "child", date(2026, 6, 16), language, in_full=False)
    said = " ".join(f"{label} {value}" for label, value in rows) + " ".join(power_clauses(language))
    for secret in (CARD.name, CARD.id_number, AGENT.name, AGENT.id_number):
        assert secret not in said
    assert len(power_clauses(language)) == len(CLAUSES)
    if language == "en":
        assert "（" not in said


def test_its_repr_names_nobody() -> None:
    assert not [each for each in (CARD.id_number, "欧阳㐂𠮷", AGENT.name) if each in repr(POWER)]
