import io
import re

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from app.documents.scan_pdf import PdfScanBinder, scan_pdf
from app.domain.errors import WrongInput


def scanned(size: tuple[int, int] = (827, 1169), mode: str = "RGB", seed: int = 1, **how: object) -> bytes:
    """A page with a dark block in its upper left quarter."""
    width, height = size
    picture = np.full((height, width, 3), 245, np.uint8)
    picture[height // 8 : height // 4, width // 8 : width // 2] = (30 * seed % 200, 30, 30)
    out = io.BytesIO()
    Image.fromarray(picture).convert(mode).save(out, "JPEG", quality=85, **how)  # type: ignore[arg-type]
    return out.getvalue()


def drawn(pdf: bytes, number: int = 0) -> np.ndarray:
    document = pdfium.PdfDocument(pdf)
    try:
        return np.asarray(document[number].render(scale=1).to_pil().convert("L")).astype(int)
    finally:
        document.close()


def test_each_page_is_an_a4_page_in_order() -> None:
    pdf = scan_pdf((scanned(seed=1), scanned(seed=2), scanned(seed=5)))
    document = pdfium.PdfDocument(pdf)
    assert len(document) == 3
    assert [size for page in document for size in page.get_size()] == pytest.approx([595.276, 841.89] * 3, abs=0.01)
    document.close()


def test_the_picture_fills_the_page_the_right_way_up() -> None:
    page = drawn(scan_pdf((scanned(),)))
    height, width = page.shape
    assert page[height * 3 // 16, width // 4] < 60
    assert page[height * 13 // 16, width // 4] > 230
    assert page[height * 3 // 16, width * 3 // 4] > 230
    assert page[2, 2] == pytest.approx(245, abs=6)


def test_the_jpeg_is_in_it_as_it_is() -> None:
    jpeg = scanned()
    pdf = scan_pdf((jpeg,))
    assert jpeg[2:] in pdf
    assert b"/ColorSpace /DeviceRGB" in pdf
    assert len(pdf) < len(jpeg) + 1500


def test_a_grey_and_a_progressive_page_are_shown_too() -> None:
    pdf = scan_pdf((scanned(mode="L"), scanned(progressive=True)))
    assert b"/DeviceGray" in pdf
    assert [drawn(pdf, number)[150, 150] < 60 for number in (0, 1)] == [True, True]


def test_a_card_is_not_blown_up_to_the_whole_page() -> None:
    page = drawn(scan_pdf((scanned((1012, 638)),)))
    height, width = page.shape
    assert page[height // 2, width // 16] == 255
    assert page[height // 2, width // 2] == pytest.approx(245, abs=6)


def test_the_same_pages_make_the_same_bytes_and_tell_nothing_else() -> None:
    pages = (scanned(), scanned(seed=3))
    assert scan_pdf(pages) == PdfScanBinder().bind(pages)
    assert scan_pdf(pages) != scan_pdf(pages[::-1])
    outside = re.sub(rb"stream\n.*?endstream", b"", scan_pdf(pages), flags=re.S)
    assert not any(word in outside for word in (b"/Info", b"/Producer", b"Date", b"/Metadata"))


def test_where_and_with_what_it_was_taken_is_left_out() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    jpeg = scanned(exif=exif, comment=b"secret note")
    assert b"secret place" in jpeg
    assert b"secret note" in jpeg
    pdf = scan_pdf((jpeg,))
    assert b"secret" not in pdf
    assert drawn(pdf)[150, 150] < 60


def test_the_table_points_at_every_object() -> None:
    pdf = scan_pdf((scanned(), scanned()))
    table = int(re.findall(rb"startxref\n(\d+)\n", pdf)[0])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n ", pdf[table:])]
    assert len(places) == 8
    assert all(pdf[place:].startswith(b"%d 0 obj\n" % number) for number, place in enumerate(places, 1))


@pytest.mark.parametrize("page", [b"", b"PNG", b"\xff\xd8\xff\xd9", scanned()[:200], scanned()[:-2]])
def test_what_is_no_whole_jpeg_is_wrong_input(page: bytes) -> None:
    with pytest.raises(WrongInput):
        scan_pdf((scanned(), page))


def test_without_a_page_there_is_no_file() -> None:
    with pytest.raises(WrongInput):
        scan_pdf(())


def test_a_page_torn_anywhere_is_refused_and_never_half_bound() -> None:
    jpeg = scanned((60, 80))
    for length in range(len(jpeg)):
        with pytest.raises(WrongInput):
            scan_pdf((jpeg[:length],))
