"""The hand at a real device: a person, asked in the words of the room's acts. Needs pytest -s to be heard."""

from __future__ import annotations

from collections.abc import Callable

from hardware.acts import acts_of


class PersonsHand:
    """`hand.open_door()` asks for the act `open_door` (or `open-door`) and waits for Enter.

    `alias` names acts that a contract calls otherwise. Raises AttributeError for what no hand can do.
    """

    def __init__(self, room: str, **alias: str) -> None:
        self._acts = acts_of(room)
        self._alias = alias

    def __getattr__(self, name: str) -> Callable[[], None]:
        wanted = self._alias.get(name, name)
        act = self._acts.get(wanted) or self._acts.get(wanted.replace("_", "-"))
        if act is None or not act.ask:
            raise AttributeError(name)
        return lambda: _ask(act.ask)

    def do(self, act: str) -> None:
        """The same by name."""
        getattr(self, act)()

    def words(self, act: str) -> str:
        """What a person is asked for that act."""
        return self._acts[act].ask


def _ask(words: str) -> None:
    input(f"\n{words}，然后按回车：")
