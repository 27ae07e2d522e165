import json

import pytest

from hardware.id_card_reader.driver import SdtReader
from hardware.id_card_reader.portrait import MAGIC, decode_portrait, simulated_photo
from hardware.id_card_reader.simulated_card import SimulatedCard
from hardware.id_card_reader.simulator import IdCardReaderSimulator

PNG = b"\x89PNG\r\n\x1a\n" + b"not really, but it starts like one"
CARD = {"kind": "resident", "name": "张三", "sex": "1", "id_number": "11010519491231002X", "valid_to": None}


def test_the_portrait_beside_the_card_file_comes_out_of_the_reading(tmp_path):
    (tmp_path / "face.png").write_bytes(PNG)
    (tmp_path / "card.json").write_text(json.dumps(CARD | {"photo": "face.png"}), "utf-8")
    with IdCardReaderSimulator(SimulatedCard.from_file(tmp_path / "card.json")) as simulator:
        reader = SdtReader(simulator.address)
        card = reader.read(1)
        reader.close()
    assert len(card.photo_wlt) == 1024
    assert decode_portrait(card.photo_wlt) == PNG


def test_a_portrait_that_was_exchanged_is_not_shown(tmp_path):
    face = tmp_path / "face.png"
    face.write_bytes(PNG)
    photo = simulated_photo(face)
    face.write_bytes(PNG + b"!")
    assert decode_portrait(photo) is None
    face.unlink()
    assert decode_portrait(photo) is None


@pytest.mark.parametrize("photo", [bytes(1024), b"WLf\0" + bytes(1020), MAGIC, MAGIC.ljust(1024, b"\xff"), b""])
def test_what_no_decoder_here_can_open_is_no_picture(photo):
    assert decode_portrait(photo) is None


def test_a_card_without_a_portrait_says_so():
    card = SimulatedCard.from_json(CARD)
    assert card.photo.startswith(MAGIC)
    assert decode_portrait(card.photo) is None


def test_what_read_card_printed_can_be_put_down_again():
    card = SimulatedCard.from_json(
        CARD | {"photo_wlt": "QUFB" + "QUFB" * 340 + "QQ==", "sam_id": "x", "fingerprints": 1}
    )
    assert card.photo == b"A" * 1024
    assert len(card.fingerprints) == 1024


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"kind": "passport"}, "kind"),
        ({"id_number": ""}, "id_number"),
        ({"birth_date": "17.5.1991"}, "birth_date"),
        ({"name": 5}, "name"),
        ({"name": "长" * 16}, "name"),
        ({"pass_number": "H1"}, "pass_number"),
        ({"fingerprints": 3}, "fingerprints"),
        ({"photo_wlt": "QUFB"}, "photo_wlt"),
    ],
)
def test_a_card_file_that_is_wrong_says_where(change, match):
    with pytest.raises(ValueError, match=match):
        SimulatedCard.from_json(CARD | change)


def test_a_file_that_is_no_json_is_told(tmp_path):
    (tmp_path / "card.json").write_text("{", "utf-8")
    with pytest.raises(ValueError, match="JSON"):
        SimulatedCard.from_file(tmp_path / "card.json")


def test_a_photo_that_is_no_picture_is_refused(tmp_path):
    (tmp_path / "face.png").write_bytes(b"text")
    with pytest.raises(ValueError, match="PNG"):
        simulated_photo(tmp_path / "face.png")
