"""What may be written down about a defect: its kind and the places it passed through.

Never its text: that could hold what somebody typed, sent or had read from a card.
"""

from __future__ import annotations

PLACES_MAX = 8


def fault_trail(error: BaseException) -> str:
    """For example `KeyError via work:61 > make_certificate:34`; the innermost places, the last one last."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} via {' > '.join(places[-PLACES_MAX:])}" if places else type(error).__name__
