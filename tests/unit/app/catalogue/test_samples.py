from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from app.catalogue import LoadedCatalogue, load_catalogue
from app.catalogue.application import check_application
from app.catalogue.media_types import media_type_of
from app.catalogue.samples import make_sample, write_sample
from app.domain.case import NewAttachment
from app.domain.errors import WrongInput

ITEMS = {item.code: item for item in load_catalogue().items()}
SMALLEST_PHOTO, LARGEST_PHOTO = 14 * 1024, 30 * 1024


@pytest.mark.parametrize("code", ITEMS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers())
def test_the_sample_of_every_seed_is_a_valid_application(code: str, seed: int) -> None:
    sample = make_sample(ITEMS[code], seed)
    check_application(ITEMS[code], json.loads(json.dumps(sample.data)), list(sample.attachments.values()))
    assert all(media_type_of(each.content) == each.media_type for each in sample.attachments.values())


@pytest.mark.parametrize("code", ITEMS)
def test_the_same_seed_gives_the_same_bytes(code: str) -> None:
    first, second = make_sample(ITEMS[code], 42), make_sample(ITEMS[code], 42)
    assert first == second
    assert {name: each.content for name, each in first.attachments.items()} == {
        name: each.content for name, each in second.attachments.items()
    }


def test_each_seed_is_somebody_else(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("social-insurance-proof")
    numbers = {make_sample(item, seed).card.id_number for seed in range(300)}
    assert len(numbers) == 300


def test_all_card_kinds_the_item_takes_turn_up(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("social-insurance-proof")
    assert {make_sample(item, seed).card.kind for seed in range(200)} == set(item.card_kinds)


def test_resident_numbers_stand_up_to_a_careful_check(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("temporary-id-card")
    cards = [make_sample(item, seed).card for seed in range(20)]
    assert all(ric.is_valid(card.id_number) for card in cards)
    assert all(ric.get_birth_date(card.id_number) == card.birth_date for card in cards)
    assert all((int(card.id_number[16]) % 2 == 1) == (card.sex == "1") for card in cards)


def test_rare_characters_turn_up_in_names_and_fit_the_card(catalogue: LoadedCatalogue) -> None:
    item = catalogue.item("social-insurance-proof")
    cards = [make_sample(item, seed).card for seed in range(300)]
    assert any(ord(letter) > 0xFFFF for card in cards for letter in card.name)
    assert max(len(card.name.encode("utf-16-le")) for card in cards) <= 30
    assert max(len(card.address.encode("utf-16-le")) for card in cards) <= 70


def test_the_photo_is_what_the_licence_photo_rule_wants(catalogue: LoadedCatalogue) -> None:
    from PIL import Image

    for seed in range(10):
        content = make_sample(catalogue.item("temporary-id-card"), seed).attachments["photo"].content
        picture = Image.open(io.BytesIO(content))
        assert (picture.size, picture.mode, picture.info["dpi"]) == ((260, 378), "RGB", (300, 300))
        assert SMALLEST_PHOTO <= len(content) <= LARGEST_PHOTO
        assert min(picture.getpixel((x, 5))[1] for x in (3, 130, 256)) >= 250  # type: ignore[index]


def test_the_signature_is_black_on_nothing(catalogue: LoadedCatalogue) -> None:
    from PIL import Image

    content = make_sample(catalogue.item("temporary-id-card"), 5).attachments["signature"].content
    picture = Image.open(io.BytesIO(content))
    covered = picture.getchannel("A").histogram()[255]
    assert picture.mode == "RGBA"
    assert 0 < covered < picture.width * picture.height / 3


def test_the_papers_open_in_a_pdf_viewer_with_the_name_on_them(catalogue: LoadedCatalogue) -> None:
    import pypdfium2

    sample = make_sample(catalogue.item("residence-permit-endorsement"), 3)
    document = pypdfium2.PdfDocument(sample.attachments["residence-permit"].content)
    page = document[0]
    text = page.get_textpage()
    assert len(document) == 1
    assert sample.card.name in text.get_text_range()
    text.close()
    page.close()
    document.close()


def test_a_sample_is_written_as_the_submit_command_reads_it(catalogue: LoadedCatalogue, tmp_path: Path) -> None:
    item = catalogue.item("residence-permit-endorsement")
    written = write_sample(item, tmp_path / "out", 3)
    data = json.loads(Path(written["data"]).read_text(encoding="utf-8"))
    files = {name: Path(path).read_bytes() for name, path in written["attachments"].items()}
    assert sorted(files) == ["residence-permit", "signature", "tenancy-contract"]
    check_application(
        item, data, [NewAttachment(name, media_type_of(content), content) for name, content in files.items()]
    )


def test_a_place_that_cannot_be_written_is_told(catalogue: LoadedCatalogue, tmp_path: Path) -> None:
    occupied = tmp_path / "out"
    occupied.write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(WrongInput, match="样例写不到"):
        write_sample(catalogue.item("temporary-id-card"), occupied, 1)
