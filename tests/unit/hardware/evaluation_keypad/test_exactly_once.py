"""The real dialogue and the real pad program on a line whose every frame can go wrong, in a time of its own.

A line can lose, damage, double and delay frames; it does not change their order. Host and pad can lose their power at
any moment. Whatever happens: a press counts at most once, for the case it was pressed for, and whoever was thanked
was counted.
"""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.errors import Cancelled, HardwareError, LinkLost, LinkSilent
from hardware.evaluation_keypad.dialogue import Dialogue
from hardware.evaluation_keypad.frames import Cmd, FrameDecoder, encode
from hardware.evaluation_keypad.interface import Evaluated, NoAnswer
from hardware.evaluation_keypad.pad import Pad
from hardware.evaluation_keypad.question import Question, put

WIRE_S = 0.008
LATE_S = 0.7
SECONDS = 12
FATES = ("whole", "lost", "damaged", "twice", "late")


class HostKilled(BaseException):
    """The program is gone between two of its instructions."""


@dataclass(order=True)
class Due:
    at: float
    turn: int
    action: Callable[[], object] = field(compare=False)


class World:
    """Pad, person, wire and clock. As a link it is what the driver reads and writes."""

    def __init__(self, fates=()) -> None:
        self.time = 0.0
        self.presses: list[tuple[str, int]] = []
        self.counted: dict[str, int] = {}
        self.kill_at_operation: int | None = None
        self.cut_at_operation: int | None = None
        self.operations = 0
        self.is_cut = False
        self._fates = iter(fates)
        self._turns = itertools.count()
        self._due: list[Due] = []
        self._inbox = bytearray()
        self._last_arrival = {"host": 0.0, "pad": 0.0}
        self._is_killed = False
        self.pad = Pad(lambda frame: self._carry("host", encode(frame)), b"PAD\0001")
        self._decoder = FrameDecoder()
        self.dialogue = self._fresh_dialogue()

    def _fresh_dialogue(self) -> Dialogue:
        self._inbox.clear()
        return Dialogue(self, now=lambda: self.time)

    # The line

    def write(self, data, deadline=None) -> None:
        self._live()
        self._carry("pad", data)

    def read(self, max_bytes, deadline, cancel=None) -> bytes:
        while True:
            self._live()
            if cancel is not None and cancel.is_set():
                raise Cancelled("")
            if self._inbox:
                data = bytes(self._inbox[:max_bytes])
                del self._inbox[:max_bytes]
                return data
            if not self._step(deadline):
                raise LinkSilent("")

    def _live(self) -> None:
        self.operations += 1
        if self._is_killed or self.operations == self.kill_at_operation:
            raise HostKilled
        if self.is_cut or self.operations == self.cut_at_operation:
            raise LinkLost("")

    def _carry(self, to: str, data: bytes) -> None:
        fate = next(self._fates, "whole")
        if fate == "lost":
            return
        if fate == "damaged":
            data = data[:-1] + bytes([data[-1] ^ 0x10])
        arrival = max(self._last_arrival[to], self.time + WIRE_S + (LATE_S if fate == "late" else 0.0))
        self._last_arrival[to] = arrival
        self.at(arrival, lambda: self._arrive(to, data * (2 if fate == "twice" else 1)))

    def _arrive(self, to: str, data: bytes) -> None:
        if to == "host":
            self._inbox += data
            return
        damaged = self._decoder.damaged
        for frame in self._decoder.feed(data):
            self.pad.hear(frame, self.time)
        if self._decoder.damaged > damaged:
            self.pad.damaged()

    # Time

    def at(self, instant: float, action) -> None:
        heapq.heappush(self._due, Due(instant, next(self._turns), action))

    def _step(self, deadline: float) -> bool:
        """The next thing that happens; False when it is after the deadline, and it is then the deadline."""
        pad_due = self.pad.tick(self.time)
        next_at = min([due.at for due in self._due[:1]] + ([pad_due] if pad_due is not None else []), default=None)
        if next_at is None or next_at > deadline:
            self.time = max(self.time, deadline)
            return False
        self.time = max(self.time, next_at)
        while self._due and self._due[0].at <= self.time:
            heapq.heappop(self._due).action()
        return True

    def let_pass(self, seconds: float) -> None:
        until = self.time + seconds
        while self._step(until):
            pass

    # What people and power do

    def press(self, grade: int) -> None:
        asked = self.pad.asking
        if self.pad.press(grade, self.time) and asked is not None:
            self.presses.append((asked.operator_number, grade))

    def restart_pad(self) -> None:
        self.pad.restart()
        self._decoder = FrameDecoder()

    def kill_host(self) -> None:
        self._is_killed = True

    def cut(self) -> None:
        self.is_cut = True

    def ask(self, case: str, cancel: Event | None = None):
        """One question of the program; None where it was killed, an error where the line failed."""

        def keep(outcome: Evaluated) -> None:
            assert case not in self.counted, "counted twice"
            self.counted[case] = outcome.grade

        try:
            outcome = put(self.dialogue, Question(SECONDS, case, ""), keep, cancel)
        except HostKilled:
            self._is_killed, self.kill_at_operation = False, None
            self.dialogue = self._fresh_dialogue()
            return None
        except HardwareError as error:
            assert case not in self.counted, "counted, and told as an error"
            self.is_cut = False
            self.dialogue = self._fresh_dialogue()
            return error
        assert (case in self.counted) == isinstance(outcome, Evaluated)
        return outcome

    def look(self) -> None:
        try:
            self.dialogue.ask(Cmd.STATUS)
        except (HardwareError, HostKilled):
            self._is_killed = self.is_cut = False
            self.dialogue = self._fresh_dialogue()

    def check(self) -> None:
        for case, grade in self.counted.items():
            assert (case, grade) in self.presses, "a grade nobody gave in this case"
        thanked = [(each.question.operator_number, each.grade) for each in self.pad.thanked]
        for case, grade in thanked:
            assert self.counted.get(case) == grade, "thanked, and not counted"
        assert len(set(case for case, _ in thanked)) == len(thanked), "thanked twice"


moments = st.floats(0.0, SECONDS + 3.0).map(lambda value: round(value, 2))
acts = st.one_of(
    st.tuples(st.just("press"), moments, st.integers(1, 5)),
    st.tuples(st.sampled_from(["press_cancel", "restart_pad", "kill_host", "cut", "cancel"]), moments, st.just(0)),
)
cases = st.lists(
    st.tuples(st.lists(acts, max_size=5), st.sampled_from([0.0, 0.1, 0.6, 3.0]), st.booleans()), max_size=5
)


def run(world: World, number: int, todo, gap_s: float, looks: bool):
    cancel = Event()
    for name, after_s, grade in todo:
        action = {
            "press": lambda grade=grade: world.press(grade),
            "press_cancel": lambda: world.pad.press_cancel(world.time),
            "restart_pad": world.restart_pad,
            "kill_host": world.kill_host,
            "cut": world.cut,
            "cancel": cancel.set,
        }[name]
        world.at(world.time + after_s, action)
    outcome = world.ask(str(number), cancel)
    world.check()
    world.let_pass(gap_s)
    if looks:
        world.look()
    world.check()
    return outcome


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(FATES), max_size=60), cases)
def test_a_press_counts_once_for_its_case_whatever_goes_wrong(fates, cases):
    world = World(fates)
    for number, (todo, gap_s, looks) in enumerate(cases):
        run(world, number, todo, gap_s, looks)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(max_examples=10_000, deadline=None)
@given(st.lists(st.sampled_from(FATES), max_size=120), cases)
def test_a_press_counts_once_for_its_case_whatever_goes_wrong_and_how_often_it_is_tried(fates, cases):
    world = World(fates)
    for number, (todo, gap_s, looks) in enumerate(cases):
        run(world, number, todo, gap_s, looks)


def try_all(fates_of_each: tuple[str, ...], frames: int) -> None:
    for fates in itertools.product(fates_of_each, repeat=frames):
        world = World(fates)
        one = run(world, 1, [("press", 4.0, 1)], 0.1, False)
        two = run(world, 2, [("press", 9.0, 5)], 0.0, True)
        if is_bearable(fates):
            assert (one, two) == (Evaluated(1), Evaluated(5)), fates
        else:
            assert isinstance(one, LinkSilent) or one == Evaluated(1), fates
            assert isinstance(two, LinkSilent | Evaluated), fates


def test_every_fate_of_the_first_six_frames_and_then_the_next_person():
    """CANCEL, its answer, ASK, its answer, the grade, A0."""
    try_all(("whole", "lost", "twice"), 6)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_one_of_five_fates_of_the_first_six_frames_and_then_the_next_person():
    try_all(FATES, 6)


def is_bearable(fates) -> bool:
    """Three tries in a row are not all spoiled, and nothing is so late that it spoils three tries by itself."""
    return "late" not in fates and sum(fate in ("lost", "damaged") for fate in fates) < 3


def test_the_program_killed_at_any_of_its_steps_and_the_next_one_hears_only_its_own_case():
    for step in range(1, 60):
        for after_s in (0.05, 2.0):
            world = World()
            world.kill_at_operation = step
            run(world, 1, [("press", after_s, 1)], 0.0, False)
            world.kill_at_operation = None
            two = run(world, 2, [("press", 4.0, 5)], 0.0, True)
            assert isinstance(two, Evaluated), (step, after_s)
            assert ("2", two.grade) in world.presses


def test_the_line_cut_at_any_step_is_an_error_or_a_grade_and_never_both():
    for step in range(1, 40):
        world = World()
        world.cut_at_operation = step
        one = run(world, 1, [("press", 2.0, 1)], 0.0, False)
        world.cut_at_operation = None
        assert one == Evaluated(1) or isinstance(one, LinkLost), step
        two = run(world, 2, [("press", 4.0, 5)], 0.0, True)
        assert isinstance(two, Evaluated), step
        assert ("2", two.grade) in world.presses


@pytest.mark.parametrize("restart_s", [0.005, 0.012, 0.02, 0.03, 0.5, 1.995, 2.005, 2.012])
def test_a_pad_switched_off_and_on_asks_again_and_its_first_number_is_no_repeat(restart_s):
    """Its SEQ begins again, so the second grade carries the number and the value of the first."""
    world = World()
    assert run(world, 1, [("press", 1.0, 3)], 0.0, True) == Evaluated(3)
    todo = [("restart_pad", restart_s, 0), ("press", 2.0, 3), ("press", 9.0, 3)]
    assert run(world, 2, todo, 0.0, True) == Evaluated(3)
    assert world.counted == {"1": 3, "2": 3}


def test_a_grade_whose_acknowledgement_is_lost_for_long_is_counted_and_thanked_once():
    """CANCEL and ASK pass, the grade passes, the next four acknowledgements are lost."""
    world = World(["whole"] * 5 + ["lost"] * 1)
    assert run(world, 1, [("press", 1.0, 2)], 0.0, False) == Evaluated(2)
    assert world.pad.waiting is not None
    world.let_pass(2.0)
    world.look()
    world.let_pass(0.1)
    assert world.pad.waiting is None
    assert [(each.question.operator_number, each.grade) for each in world.pad.thanked] == [("1", 2)]
    assert world.counted == {"1": 2}


def test_nobody_pressing_is_no_answer_on_any_line():
    for fates in itertools.product(("whole", "lost", "late"), repeat=6):
        outcome = run(World(fates), 1, [], 0.0, False)
        assert outcome == NoAnswer() or (isinstance(outcome, LinkSilent) and not is_bearable(fates))


def test_a_grade_that_cannot_be_kept_is_not_thanked_for():
    world = World()
    world.at(1.0, lambda: world.press(2))

    def full(_: Evaluated) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="full"):
        put(world.dialogue, Question(SECONDS, "1", ""), full, None)
    world.let_pass(3.0)
    assert world.pad.thanked == []
    assert run(world, 2, [("press", 1.0, 4)], 0.0, True) == Evaluated(4)
