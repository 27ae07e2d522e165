import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.certificate import SignedCertificateMaker
from app.documents.signing import verify_signature
from app.domain.certificates import Certificate
from app.domain.errors import OurFault
from app.domain.formats import CHINA


@pytest.fixture(scope="module")
def certificate(maker: SignedCertificateMaker, record: Any, request_for: Any) -> Certificate:
    return maker.make(request_for(record()))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def test_the_person_stands_on_it_with_every_rare_character(certificate: Certificate) -> None:
    text = pages(certificate.pdf)[0]
    for expected in ("欧阳㐂𠮷", "11010519491231002X", "SB20260318-000042", "7K3M9-QXT2V-WP5H8-R4N6C", "失业保险"):
        assert expected in text


def test_the_digest_is_that_of_the_signed_bytes(certificate: Certificate) -> None:
    assert certificate.sha256 == hashlib.sha256(certificate.pdf).hexdigest()


def test_the_code_on_the_printed_page_leads_to_the_check(certificate: Certificate) -> None:
    document = pypdfium2.PdfDocument(certificate.pdf)
    picture = document[0].render(scale=200 / 72).to_pil()
    document.close()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
        "https://zwfw.example.invalid/verify/7K3M9QXT2VWP5H8R4N6C"
    ]


def test_an_ordinary_record_fits_on_one_page(certificate: Certificate) -> None:
    assert len(pages(certificate.pdf)) == 1


def test_a_long_record_grows_over_pages_and_loses_no_month(
    maker: SignedCertificateMaker, record: Any, request_for: Any
) -> None:
    texts = pages(maker.make(request_for(record(421))).pdf)
    whole = "".join(texts).replace(" ", "")
    assert len(texts) > 3
    assert all(f"第{at}页，共{len(texts)}页" in text.replace(" ", "") for at, text in enumerate(texts, 1))
    assert all("7K3M9-QXT2V-WP5H8-R4N6C" in text for text in texts)
    assert all(f"{2005 + at // 12}年{at % 12 + 1}月" in whole for at in range(421))
    assert "421个月" in whole


def test_a_record_without_months_and_unit_is_a_certificate_too(
    maker: SignedCertificateMaker, record: Any, request_for: Any
) -> None:
    given = {**record(), "months": [], "unit": ""}
    text = pages(maker.make(request_for(given)).pdf)[0]
    assert "缴费明细" not in text
    assert "（无）" in text


def test_fen_become_yuan_with_two_places(maker: SignedCertificateMaker, record: Any, request_for: Any) -> None:
    given = {**record(), "months": [{"month": "2026-01", "base_fen": 123456789, "personal_fen": 5}]}
    text = pages(maker.make(request_for(given)).pdf)[0]
    assert "1,234,567.89" in text
    assert "0.05" in text


def test_money_given_back_has_its_sign(maker: SignedCertificateMaker, record: Any, request_for: Any) -> None:
    given = {**record(), "months": [{"month": "2026-01", "base_fen": 100000, "personal_fen": -10550}]}
    assert "−105.50" in pages(maker.make(request_for(given)).pdf)[0]


@pytest.mark.parametrize(
    ("number", "name"),
    [("11010519491231002X", "公民身份号码"), ("911124198108030024", "证件号码"), ("FRA110082091001", "证件号码")],
)
def test_a_foreign_residents_number_is_not_called_a_citizens(
    maker: SignedCertificateMaker, record: Any, request_for: Any, number: str, name: str
) -> None:
    given = {**record(), "person": {"name": "张三", "id_number": number}}
    text = pages(maker.make(request_for(given)).pdf)[0]
    assert name in text
    assert number in text


def test_it_is_tagged_pdf_a_2a_in_chinese_with_a_title(certificate: Certificate) -> None:
    root = PdfFileReader(io.BytesIO(certificate.pdf)).root
    metadata = root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "社会保险参保证明 SB20260318-000042" in metadata
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "/StructTreeRoot" in root
    assert "/OutputIntents" in root
    assert root["/Lang"] == "zh-CN"


def test_signing_adds_nothing_pdf_a_forbids(certificate: Certificate) -> None:
    reader = PdfFileReader(io.BytesIO(certificate.pdf))
    root = reader.root
    assert certificate.pdf.startswith(b"%PDF-1.7")
    assert "/Version" not in root
    assert not {"/AA", "/OpenAction", "/Names"} & set(root)
    assert "/NeedAppearances" not in root["/AcroForm"]
    assert "/XFA" not in root["/AcroForm"]
    field = reader.embedded_signatures[0].sig_field
    printable, forbidden = 1 << 2, 1 << 0 | 1 << 1 | 1 << 5 | 1 << 8
    assert field["/F"] & printable
    assert not field["/F"] & forbidden
    assert [float(each) for each in field["/Rect"]] == [0, 0, 0, 0]
    assert certificate.pdf.count(b"<?xpacket begin") == 1


def test_a_reader_with_the_right_root_trusts_it(certificate: Certificate, papers: Any) -> None:
    report = verify_signature(certificate.pdf, [papers.issuer])
    assert report.valid
    assert report.signer == "测试终端 01"
    assert report.signed_at is not None


def test_another_root_does_not_trust_it(certificate: Certificate, other_papers: Any) -> None:
    report = verify_signature(certificate.pdf, [other_papers.issuer])
    assert report.intact
    assert not report.trusted
    assert not report.valid


def test_one_changed_byte_is_seen(certificate: Certificate, papers: Any) -> None:
    changed = bytearray(certificate.pdf)
    changed[len(changed) // 3] ^= 1
    assert not verify_signature(bytes(changed), [papers.issuer]).valid


def test_bytes_added_behind_are_seen(certificate: Certificate, papers: Any) -> None:
    report = verify_signature(certificate.pdf + b"\n% more\n", [papers.issuer])
    assert not report.whole_file
    assert not report.valid


def test_what_is_not_signed_or_no_pdf_is_said(papers: Any) -> None:
    assert verify_signature(b"nothing", [papers.issuer]).problem
    assert not verify_signature(b"nothing", [papers.issuer]).valid


def test_a_record_of_the_wrong_shape_is_our_fault_and_names_nobody(
    maker: SignedCertificateMaker, request_for: Any
) -> None:
    with pytest.raises(OurFault) as problem:
        maker.make(request_for({"person": {"name": "欧阳明", "id_number": 1}}))
    assert "欧阳明" not in str(problem.value) + problem.value.what_to_do
    assert problem.value.__suppress_context__


def test_a_character_no_font_has_is_our_fault_with_a_way_out(
    maker: SignedCertificateMaker, record: Any, request_for: Any
) -> None:
    with pytest.raises(OurFault) as problem:
        maker.make(request_for(record(name="\U0003ffff")))
    assert "字体" in problem.value.what_to_do or "字体" in problem.value.message


@pytest.mark.parametrize("template", ["", "unknown", "../social-insurance-proof", "/etc/passwd"])
def test_a_template_that_is_not_there_is_our_fault(
    maker: SignedCertificateMaker, record: Any, request_for: Any, template: str
) -> None:
    with pytest.raises(OurFault):
        maker.make(replace(request_for(record()), template=template))


def test_a_key_that_is_none_is_our_fault(papers: Any, record: Any, request_for: Any) -> None:
    broken = SignedCertificateMaker(b"not a key", papers.certificate, papers.issuer)
    with pytest.raises(OurFault):
        broken.make(request_for(record()))


def test_two_at_once_get_their_own_papers(maker: SignedCertificateMaker, record: Any, request_for: Any) -> None:
    names = ["甲一", "乙二", "丙三", "丁四"]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda name: maker.make(request_for(record(name=name))), names))
    for name, each in zip(names, made, strict=True):
        text = pages(each.pdf)[0]
        assert [other for other in names if other in text] == [name]


def test_the_clock_on_the_paper_is_the_one_given(certificate: Certificate, request_for: Any, record: Any) -> None:
    local = request_for(record()).issued_at.astimezone(CHINA)
    assert f"{local:%Y-%m-%d %H:%M}" in pages(certificate.pdf)[0]


def registration(**changed: str) -> dict[str, Any]:
    answers = {
        "household_address": "云溪镇柳叶路 18 号 3 栋 502",
        "yearly_rate": "500 元",
        "supported": "没有",
        "account_kind": "别的银行卡",
        "bank": "云溪农村商业银行",
    }
    person = {"name": "欧阳㐂𠮷", "id_number": "11010519491231002X"}
    return {"person": person, "answers": answers | changed, "decided": {"operator": "0042"}}


def of_registration(request_for: Any, given: dict[str, Any]) -> Any:
    item = "residents-pension-registration"
    return replace(request_for(given), item_code=item, template=item, number="BM0120260318-0042")


def test_what_a_desk_completed_stands_on_its_paper(maker: SignedCertificateMaker, request_for: Any) -> None:
    made = maker.make(of_registration(request_for, registration()))
    (text,) = pages(made.pdf)
    assert "参保登记凭证" in text.replace(" ", "")
    for expected in ("欧阳㐂𠮷", "11010519491231002X", "BM0120260318-0042", "500 元", "经办工号 0042"):
        assert expected in text
    assert "云溪农村商业银行" in text
    assert hashlib.sha256(made.pdf).hexdigest() == made.sha256


def test_what_was_not_asked_leaves_no_empty_brackets(maker: SignedCertificateMaker, request_for: Any) -> None:
    given = registration(account_kind="社保卡", bank="")
    del given["decided"]
    (text,) = pages(maker.make(of_registration(request_for, given)).pdf)
    assert "（）" not in text
    assert "经办工号" not in text
