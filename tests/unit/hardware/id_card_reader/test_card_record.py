import pytest

from hardware.errors import FrameDamaged
from hardware.id_card_reader.card_record import check_character, decode_sections, encode_sections, id_number_valid
from hardware.id_card_reader.interface import CardKind

TEXT, PHOTO = b"t" * 256, b"p" * 1024


@pytest.mark.parametrize(
    ("sections", "count"), [((TEXT, PHOTO), 2), ((TEXT, PHOTO, b""), 3), ((TEXT, PHOTO, b"f" * 1024), 3)]
)
def test_the_length_words_say_where_each_section_ends(sections, count):
    assert decode_sections(encode_sections(*sections), count) == sections


def test_the_base_reply_has_the_length_of_the_manual():
    assert len(encode_sections(TEXT, PHOTO)) == 0x0508 - 4
    assert len(encode_sections(TEXT, PHOTO, bytes(1024))) == 0x090A - 4


@pytest.mark.parametrize(
    "data", [b"", b"\x01", encode_sections(TEXT, PHOTO)[:-1], encode_sections(TEXT[:-1], PHOTO), b"\xff" * 1300]
)
def test_length_words_that_do_not_add_up_are_damage(data):
    with pytest.raises(FrameDamaged):
        decode_sections(data, 2)


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),  # the example of GB 11643
        ("440524188001010014", True),  # the example of GB 11643
        ("110105194912310021", False),
        ("11010519491231002x", False),
        ("1101051949123100２X", False),
        ("", False),
        ("110105491231002", False),
    ],
)
def test_the_check_digit_of_an_id_number(number, valid):
    assert id_number_valid(CardKind.RESIDENT, number) is valid


def test_an_old_foreign_number_is_judged_by_its_form():
    assert id_number_valid(CardKind.FOREIGN_PERMANENT_RESIDENT_2017, "FRA330082070912")
    assert not id_number_valid(CardKind.FOREIGN_PERMANENT_RESIDENT_2017, "FRA33008207091")
    assert not id_number_valid(CardKind.FOREIGN_PERMANENT_RESIDENT_2017, "fra330082070912")


def test_the_check_character_can_be_ten():
    assert check_character("11010519491231002") == "X"
