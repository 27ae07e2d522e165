"""Finds wrong `audit_event(...)` calls in the source without running it: unknown names, missing or extra fields."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from app.audit.event_types import event_types


def misspelt(folder: Path) -> Iterator[str]:
    """One line `file:line: what is wrong` per wrong call below the folder."""
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _is_audit_event(call.func):
                wrong = _fault(call)
                if wrong:
                    yield f"{file}:{call.lineno}: {wrong}"


def _is_audit_event(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "audit_event"


def _fault(call: ast.Call) -> str:
    if len(call.args) != 1 or not isinstance(call.args[0], ast.Constant):
        return "the event's name must be written out"
    name = str(call.args[0].value)
    known = event_types().get(name)
    if known is None:
        return f"no audit event {name}"
    given = {each.arg for each in call.keywords}
    if given != set(known.fields):
        return f"{name} takes {sorted(known.fields)}, not {sorted(map(str, given))}"
    return ""
