"""What a transition gives back."""

from __future__ import annotations

from app.journeys.commands import Command
from app.journeys.states import State

Outcome = tuple[State, tuple[Command, ...]]
