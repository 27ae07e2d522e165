import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.certificate_printer.frames import (
    Attribute,
    Message,
    decode,
    encode,
    request,
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
