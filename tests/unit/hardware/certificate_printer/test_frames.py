import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.certificate_printer.frames import (
    Attribute,
    Collection,
    Message,
    decode,
    dpi_of,
    encode,
    request,
    resolution,
)
from hardware.certificate_printer.vocabulary import Group, Operation, StatusCode, Tag
from hardware.errors import FrameDamaged

# RFC 8010 A.1, a Print-Job request, shortened to its first attributes.
RFC_PRINT_JOB = (
    b"\x01\x01\x00\x02\x00\x00\x00\x01\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
    b"\x45\x00\x0bprinter-uri\x00\x22ipp://printer.example.com/pinetree"
    b"\x42\x00\x08job-name\x00\x06foobar"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
    b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
    b"\x03%!PDF..."
)


def test_the_example_of_the_standard_is_read() -> None:
    message = decode(RFC_PRINT_JOB)
    assert (message.version, message.code, message.request_id) == ((1, 1), Operation.PRINT_JOB, 1)
    assert message.words("job-name") == ("foobar",)
    assert message.find("ipp-attribute-fidelity") == (True,)
    assert message.number("copies") == 20
    assert message.data == b"%!PDF..."


def test_the_example_of_the_standard_is_written_again_byte_by_byte() -> None:
    assert encode(decode(RFC_PRINT_JOB)) == RFC_PRINT_JOB


def test_several_values_of_one_attribute_stay_together() -> None:
    reasons = Attribute(Tag.KEYWORD, "printer-state-reasons", ("media-empty-error", "cover-open-error"))
    answer = Message(StatusCode.OK, 7, ((Group.PRINTER, (reasons,)),))
    assert decode(encode(answer)).words("printer-state-reasons") == ("media-empty-error", "cover-open-error")


def test_charset_language_and_target_come_first() -> None:
    asked = request(Operation.CANCEL_JOB, 3, "ipp://p/", (Attribute(Tag.INTEGER, "job-id", (9,)),))
    names = [attribute.name for attribute in asked.groups[0][1]]
    assert names == ["attributes-charset", "attributes-natural-language", "printer-uri", "job-id"]


@settings(deadline=None)
@given(st.integers(0, len(RFC_PRINT_JOB) - len(b"\x03%!PDF...") - 1))
def test_a_torn_message_is_damaged_and_nothing_else(length: int) -> None:
    with pytest.raises(FrameDamaged):
        decode(RFC_PRINT_JOB[:length])


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_damaged(raw: bytes) -> None:
    try:
        message = decode(raw)
    except FrameDamaged:
        return
    assert message.request_id >= 0


# RFC 8010 A.7 in small: media-col with media-size inside, then a second attribute of which one value is a collection.
SIZE = Collection((Attribute(Tag.INTEGER, "x-dimension", (21000,)), Attribute(Tag.INTEGER, "y-dimension", (29700,))))
MEDIA = Collection(
    (Attribute(Tag.COLLECTION, "media-size", (SIZE,)), Attribute(Tag.KEYWORD, "media-source", ("main",)))
)
MEDIA_BYTES = (
    b"\x34\x00\x09media-col\x00\x00"
    b"\x4a\x00\x00\x00\x0amedia-size\x34\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x52\x08"
    b"\x4a\x00\x00\x00\x0by-dimension\x21\x00\x00\x00\x04\x00\x00\x74\x04"
    b"\x37\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0cmedia-source\x44\x00\x00\x00\x04main"
    b"\x37\x00\x00\x00\x00"
)


def test_a_collection_is_written_as_the_standard_says_and_read_again() -> None:
    message = Message(StatusCode.OK, 7, ((Group.PRINTER, (Attribute(Tag.COLLECTION, "media-col", (MEDIA,)),)),))
    assert encode(message)[9:-1] == MEDIA_BYTES
    assert decode(encode(message)) == message


def test_several_collections_of_one_attribute_stay_together_and_members_are_found() -> None:
    ready = Attribute(Tag.COLLECTION, "media-col-ready", (MEDIA, SIZE, MEDIA))
    answer = decode(encode(Message(StatusCode.OK, 7, ((Group.PRINTER, (ready,)),))))
    assert answer.collections("media-col-ready") == (MEDIA, SIZE, MEDIA)
    assert (MEDIA.word("media-source"), SIZE.find("x-dimension"), SIZE.word("media-source")) == ("main", (21000,), "")


def test_collections_without_end_inside_each_other_are_damaged_and_do_not_eat_the_stack() -> None:
    bottomless = b"\x02\x00\x00\x00\x00\x00\x00\x01\x04\x34\x00\x01a\x00\x00" + b"\x34\x00\x00\x00\x00" * 100_000
    with pytest.raises(FrameDamaged):
        decode(bottomless)


@settings(deadline=None)
@given(st.integers(0, len(MEDIA_BYTES) - 1))
def test_a_torn_collection_is_damaged(length: int) -> None:
    with pytest.raises(FrameDamaged):
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" + MEDIA_BYTES[:length])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from([b"\x34", b"\x37", b"\x4a", b"\x21", b"\x00\x00", b"\x00\x01a", b"\x04", b"\x03"])))
def test_any_collection_like_bytes_are_a_message_or_damaged(pieces: list[bytes]) -> None:
    try:
        decode(b"\x02\x00\x00\x00\x00\x00\x00\x01" + b"".join(pieces))
    except FrameDamaged:
        return


def test_groups_of_one_kind_are_told_apart() -> None:
    jobs = tuple((int(Group.JOB), (Attribute(Tag.INTEGER, "job-id", (number,)),)) for number in (4, 5))
    answer = decode(encode(Message(StatusCode.OK, 7, jobs)))
    assert [each.number("job-id") for each in answer.each(Group.JOB)] == [4, 5]


def test_a_resolution_is_dots_an_inch_or_nothing() -> None:
    assert dpi_of(resolution(600)) == 600
    assert dpi_of(resolution(600)[:-1] + b"\x04") is None  # dots a centimetre
    assert dpi_of(b"\x00\x00\x01\x2c\x00\x00\x02\x58\x03") is None  # 300 x 600
    assert dpi_of(b"") is None
