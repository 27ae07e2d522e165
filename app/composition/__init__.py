"""The one place where real things are built and handed over.

    parts.py       store, centre, documents, vision of one station
    terminal.py    devices, sitting and window over the parts
    simulated.py   simulators and an embedded centre instead of the real bench

Heavy parts are opened when first used, by the worker that needs them: the first screen waits for none of them.
"""

from app.composition.parts import Parts, open_parts

__all__ = ["Parts", "open_parts"]
