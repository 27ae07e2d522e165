"""What every simulator at the far end of a line can, whatever device it plays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from hardware.transport.far_end import FarEnd

BYTE_GAP_S = 0.0002


class WiredSimulator:
    """A subclass makes `_far_end`, and says in `_forget` what its device does not know after a power cut."""

    _far_end: FarEnd

    @property
    def address(self) -> str:
        """Known once started; the same through unplug and plug."""
        return self._far_end.address

    def start(self) -> None:
        self._far_end.start()

    def close(self) -> None:
        self._far_end.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def unplug(self) -> None:
        """The cable and the power."""

        def cut() -> None:
            self._far_end.unplug()
            self._forget()

        self._far_end.call(cut)

    def unplug_after(self, count: int) -> None:
        """Unplugged when `count` more bytes have gone over the wire, both ways counted."""
        self._far_end.unplug_after(count)

    def plug(self) -> None:
        """In one go: no byte still on its way from before comes in between and is half remembered."""

        def power_up() -> None:
            self._forget()
            self._far_end.plug()

        self._far_end.call(power_up)

    def _forget(self) -> None:
        """Nothing, where the device has nothing under way."""


class FaultySimulator(WiredSimulator):
    """`_faults` is a frozen dataclass of the device's own, all harmless by default, with `one_byte_at_a_time`."""

    _faults: Any

    def set_faults(self, **changes: Any) -> None:
        """Fields of the device's Faults; `set_faults(silent=True)`."""

        def change() -> None:
            self._faults = replace(self._faults, **changes)
            self._far_end.byte_gap_s = BYTE_GAP_S if self._faults.one_byte_at_a_time else 0.0

        self._far_end.call(change)

    def clear_faults(self) -> None:
        harmless = type(self._faults)()
        self.set_faults(**{name: getattr(harmless, name) for name in harmless.__dataclass_fields__})
