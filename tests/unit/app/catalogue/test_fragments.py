"""What items share is written once and reads as if it stood in each; mistakes are named where they are written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from app.catalogue import LoadedCatalogue, load_catalogue, validate
from app.catalogue.findings import Finding, Place
from app.catalogue.fragments import read_fragments
from app.catalogue.lines import with_lines
from app.catalogue.loader import SHIPPED
from app.domain.service_item import FieldType, ServiceItem

CARD, PERMIT = "temporary-id-card", "residence-permit-endorsement"
PENSION, RENEWAL = "residents-pension-registration", "driving-licence-renewal"
CONTACT, SIGN = "  - use: contact", "  - use: signature"
Write = Callable[[str, str, str], None]
PHOTO_AND_SIGNATURE = {"photo", "signature"}


@pytest.fixture
def write(folder: Path) -> Write:
    """Replaces one piece of one file of the catalogue."""

    def act(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return act


def attachments_of(item: ServiceItem) -> set[str]:
    return {each.attachment for each in item.materials if each.attachment}


def found(folder: Path) -> list[str]:
    return [str(each) for each in with_lines(validate(folder), folder)]


def test_the_shipped_items_are_the_same_written_in_full(tmp_path: Path) -> None:
    findings: list[Finding] = []
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "catalogue"))
    fragments = read_fragments(folder, findings)
    for path in (folder / "items").glob("*.yaml"):
        whole, _ = fragments.used_in(yaml.safe_load(path.read_text("utf-8")), Place(path.name))
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), "utf-8")
    shutil.rmtree(folder / "fragments")
    assert findings == []
    assert list(load_catalogue(folder).items()) == list(load_catalogue(SHIPPED).items())


def test_pages_keep_the_words_and_names_they_had(catalogue: LoadedCatalogue) -> None:
    """As they stood in the items before there were fragments."""
    items = {code: catalogue.item(code) for code in (CARD, PERMIT, PENSION, RENEWAL)}
    told = {code: [page for page in item.form if page.name == "contact"] for code, item in items.items()}
    assert {code: (page.title.zh_cn, page.help.zh_cn) for code, [page] in told.items()} == {
        CARD: ("办好了打哪个电话？", "只用来通知取证。"),
        PERMIT: ("办好了打哪个电话？", "只用来通知办理结果。"),
        PENSION: ("办好了打哪个电话？", "只用来通知办理结果和缴费。"),
        RENEWAL: ("新证寄到哪里？", "写收得到的地方，收件时电话联系。"),
    }
    for code in (CARD, PERMIT, PENSION):
        [field] = told[code][0].fields
        assert (field.name, field.type, field.masked, field.max_length) == ("phone", FieldType.PHONE, "phone", 11)
    [address] = [page.fields[0] for page in catalogue.item(PENSION).form if page.name == "address"]
    assert (address.name, address.label.zh_cn, address.label.en) == (
        "household_address",
        "户籍地址",
        "Registered address",
    )
    assert (address.prefill, address.masked, address.max_length) == ("card.address", "address", 70)
    assert [each.code for each in catalogue.item(PENSION).materials][-3:] == [
        "power-of-attorney",
        "guardianship-proof",
        "handwritten-signature",
    ]


def test_a_mistake_in_a_fragment_is_named_once_with_its_own_line(folder: Path, write: Write) -> None:
    write("fragments/contact.yaml", "type: phone", "type: phon")
    [only] = found(folder)
    assert only.startswith("fragments/contact.yaml 第 8 行：form[0].fields[0].type：不认识“phon”，可以写：")


def test_a_mistake_in_what_an_item_changes_is_named_in_the_item(folder: Path, write: Write) -> None:
    write(f"items/{PENSION}.yaml", "residence_address: { name:", "residence_address: { masked: stars, name:")
    [only] = found(folder)
    assert only.startswith(f"items/{PENSION}.yaml 第 59 行：form[0].fields.residence_address.masked：不认识“stars”")


def test_what_follows_only_from_both_is_named_where_it_is_written(folder: Path, write: Write) -> None:
    catalogue = load_catalogue(folder)
    write("fragments/signature.yaml", "attachment: signature", "attachment: photo")
    where = "fragments/signature.yaml 第 6 行：materials[0].attachment：“photo”写了两次，要改一个"
    photographed = [each.code for each in catalogue.items() if attachments_of(each) >= PHOTO_AND_SIGNATURE]
    assert {CARD, RENEWAL} <= set(photographed)
    assert sorted(each for each in found(folder) if "两次" in each) == sorted(
        f"{where}（items/{code}.yaml 用了它）" for code in photographed
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (CONTACT, "  - use: contct", "form[1].use：form 里没有“contct”这个片段，可以写：address、contact、mailing"),
        (SIGN, "  - use: contact", "[1].use：materials 里没有“contact”这个片段，可以写：agent、signature"),
        (SIGN, "  - use: agent\n    later: true", "[1].later：片段“agent”不止一项，later 不能在这里改"),
        (CONTACT, f"{CONTACT}\n    hlep: {{}}", "form[1].hlep：不认识这个键，可以写：name、title"),
        (CONTACT, f"{CONTACT}\n    fields: []", "fields：用片段时要写成“字段名: { 键: 值 }”的样子"),
        (CONTACT, f"{CONTACT}\n    fields: {{ fone: {{}} }}", "fields.fone：片段“contact”里没有这一项，可以写：phone"),
        (CONTACT, f"{CONTACT}\n    fields: {{ phone: 11 }}", "fields.phone：要写成“键: 值”的样子"),
    ],
)
def test_a_wrong_use_is_named_with_what_would_be_right(
    folder: Path, write: Write, old: str, new: str, sentence: str
) -> None:
    write(f"items/{CARD}.yaml", old, new)
    said = found(folder)
    assert any(re.match(rf"items/{CARD}\.yaml 第 [68]\d 行：", each) and sentence in each for each in said), said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "文件是空的"),
        ("{}", "片段里什么也没有，要写 form、materials 里的一个"),
        ("forms: []", "forms：不认识这个键，可以写：form、materials"),
        ("form: 7", "form：要写成列表"),
        ("form: [7]", "form[0]：要写成“键: 值”的样子"),
        ("form: [{ name: [a], fields: [{ name: [b] }, 3] }]", "form[0].fields[1]：要写成“键: 值”的样子"),
        ("- a", "要写成“键: 值”的样子"),
    ],
)
def test_what_is_no_fragment_is_named_and_no_surprise(folder: Path, text: str, sentence: str) -> None:
    (folder / "fragments" / "contact.yaml").write_text(text, "utf-8")
    said = found(folder)
    assert any(each.startswith("fragments/contact.yaml") and sentence in each for each in said), said


def test_a_fragment_that_nothing_uses_is_checked_too(folder: Path) -> None:
    (folder / "fragments" / "spare.yaml").write_text("materials:\n  - code: x\n", "utf-8")
    assert {each.file for each in validate(folder)} == {"fragments/spare.yaml"}
