import pytest

from hardware.io_board.interface import CONTACTS, LIGHTS, Contacts
from hardware.io_board.wiring import Input, Output, usual_wiring, wiring_of


def test_with_nothing_written_the_usual_board_is_meant():
    assert wiring_of({}) == usual_wiring()
    assert set(usual_wiring().inputs) == set(CONTACTS)
    assert set(usual_wiring().outputs) == set(LIGHTS)


def test_what_is_left_out_is_not_wired():
    wiring = wiring_of({"unit": 7, "inputs": {"door": {"number": 4, "normally_closed": False}, "person": 6}})
    assert wiring.unit == 7
    assert wiring.inputs == {"door": Input(4, False), "person": Input(6, False)}
    assert wiring.outputs == {}
    assert wiring.input_span() == (4, 3)
    assert wiring.output_span() == (0, 0)
    assert wiring.contacts((True, False, False)) == Contacts(door_open=True, tamper=None, person_present=False)


def test_an_output_may_let_the_board_blink():
    assert wiring_of({"outputs": {"alarm": {"number": 3, "blink": 11}}}).outputs == {"alarm": Output(3, 11)}


def test_a_cut_wire_of_a_normally_closed_contact_reads_as_open():
    assert usual_wiring().contacts((False, False, False)) == Contacts(True, True, False)
    assert usual_wiring().contacts((True, True, True)) == Contacts(False, False, True)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"unit": 0}, "unit"),
        ({"unit": 248}, "unit"),
        ({"unit": "1"}, "unit"),
        ({"unit": True}, "unit"),
        ({"inputs": 3}, "inputs"),
        ({"inputs": {"window": 1}}, "inputs.window"),
        ({"inputs": {"door": -1}}, "inputs.door.number"),
        ({"inputs": {"door": 65536}}, "inputs.door.number"),
        ({"inputs": {"door": "0"}}, "inputs.door.number"),
        ({"inputs": {"door": {"normally_closed": True}}}, "inputs.door"),
        ({"inputs": {"door": {"number": 1, "closed": True}}}, "inputs.door"),
        ({"inputs": {"door": {"number": 1, "normally_closed": 1}}}, "normally_closed"),
        ({"inputs": {"door": 0, "person": 2000}}, "2000"),
        ({"outputs": ["alarm"]}, "outputs"),
        ({"outputs": {"lamp": 1}}, "outputs.lamp"),
        ({"outputs": {"alarm": {"number": 1, "blink": "often"}}}, "blink"),
    ],
)
def test_a_wrong_wiring_is_refused_by_its_name(options, named):
    with pytest.raises(ValueError, match=named):
        wiring_of(options)
