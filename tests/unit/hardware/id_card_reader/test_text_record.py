import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.id_card_reader.interface import CardKind
from hardware.id_card_reader.text_record import LAYOUTS, decode_text, encode_text


@pytest.mark.parametrize("kind", CardKind)
def test_every_field_of_a_kind_comes_back_at_its_full_length(kind):
    fields = {f.name: "".join(chr(0x4E00 + n) for n in range(sum(p[1] for p in f.pieces) // 2)) for f in LAYOUTS[kind]}
    record = encode_text(kind, fields)
    assert len(record) == 256
    assert decode_text(record) == (kind, fields)


@pytest.mark.parametrize("kind", CardKind)
def test_no_two_fields_of_a_kind_share_a_byte(kind):
    taken = [offset + n for f in LAYOUTS[kind] for offset, length in f.pieces for n in range(length)]
    taken += [248, 249]
    assert len(taken) == len(set(taken))
    assert max(taken) < 256


def test_characters_beyond_the_basic_plane_take_two_units_and_come_back():
    _, fields = decode_text(encode_text(CardKind.RESIDENT, {"name": "吴㐂𠮷"}))
    assert fields["name"] == "吴㐂𠮷"


def test_a_space_where_a_long_name_is_cut_in_two_is_kept():
    name = "A" * 34 + " " + "B" * 11
    _, fields = decode_text(encode_text(CardKind.FOREIGN_PERMANENT_RESIDENT_2023, {"name_en": name}))
    assert fields["name_en"] == name


def test_a_record_filled_with_zeros_instead_of_spaces_is_a_resident():
    record = encode_text(CardKind.RESIDENT, {"name": "张三"}).replace(b" \0", b"\0\0")
    kind, fields = decode_text(record)
    assert (kind, fields["name"], fields["address"]) == (CardKind.RESIDENT, "张三", "")


def test_an_unknown_kind_is_not_guessed():
    record = bytearray(encode_text(CardKind.RESIDENT, {}))
    record[248] = ord("Q")
    assert decode_text(bytes(record)) is None


def test_a_field_too_long_or_unknown_is_refused():
    with pytest.raises(ValueError, match="name"):
        encode_text(CardKind.RESIDENT, {"name": "长" * 16})
    with pytest.raises(ValueError, match="nationality"):
        encode_text(CardKind.RESIDENT, {"nationality": "FRA"})


@given(st.binary(min_size=256, max_size=256))
def test_no_record_makes_the_decoder_fail(record):
    decoded = decode_text(record)
    assert decoded is None or all(value.encode() is not None for value in decoded[1].values())
