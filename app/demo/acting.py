"""Somebody at the glass who acts for another: acts for any item that allows it, and a walk through a whole item."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.demo.citizens import STROKES
from app.demo.finger import DemoStuck
from app.demo.glass import Glass
from app.demo.walker import Walker
from app.domain.service_item import StepKind
from app.journeys.agency import AgencyAsk
from app.journeys.authority import PaperPage, ways
from app.journeys.authority_events import AuthorityWay
from app.journeys.states import AtStep, Passed

PORTRAIT = "face"


@dataclass
class Acting:
    """`agent` is the card in the hand, `scenes` what the camera can be shown. `keep` is called with each page once
    it stands. Raises DemoStuck where a page does not come."""

    glass: Glass
    simulators: Any
    scenes: Mapping[str, Path]
    agent: Any
    keep: Callable[[str], None] = lambda _: None

    @property
    def state(self) -> Any:
        return self.glass.terminal.sitting.state

    # ------------------------------------------------------------ who stands here

    def comes_for_another(self) -> None:
        """From the page that asks for a card to the first question: the agent's card and face."""
        self.glass.sees("PutCardScreen")
        self.glass.touches("way_agent")
        self.glass.until(lambda: self.state.draft.agency is not None, "the way was not taken")
        self.keep("agent-put-card")
        self.simulators.camera.show(self.scenes[PORTRAIT])
        self.simulators.id_card_reader.put_card(self.agent)
        self.glass.sees("AgencyScreen")

    def answers(self, relation: str = "child", reason: str = "age_or_illness") -> None:
        """What they are to the principal, and why the principal does not do it."""
        for page, (name, value) in enumerate((("relation", relation), ("reason", reason))):
            self.glass.until(lambda page=page: self._page == page, f"{name} is not asked")  # type: ignore[misc]
            self.glass.touches(f"option_{value}")
            self.keep(f"agent-{name}")
            self.glass.touches("primary")
        self.glass.until(lambda: self._page == AgencyAsk.PRINCIPAL, "the principal is not asked for")

    # ------------------------------------------------------------ the principal

    def lays_their_card(self, card: Any) -> None:
        """The agent's goes first, as the page says."""
        self.takes_the_card()
        self.keep("agent-principal")
        self.simulators.id_card_reader.put_card(card)
        self.glass.until(lambda: self.state.draft.agency.is_read, "the principal's card was not read")
        self.keep("agent-principal-read")
        self.glass.touches("primary")
        self.glass.sees("AuthorityScreen")

    def types_them(self, name: str, number: str) -> None:
        self.glass.types_into("field_principal_name", name)
        self.glass.types_into("field_principal_number", number)
        self.keep("agent-principal-typed")
        self.glass.touches("primary")

    def takes_the_card(self) -> None:
        self.simulators.id_card_reader.take_card()
        self.glass.until(lambda: not self.state.card_in_reader, "the card was not seen taken")

    # ------------------------------------------------------------ what lets them act

    def is_empowered_here(self) -> None:
        """The principal came along: their face, the text, their signature."""
        self.glass.touches("way_sign")
        self.glass.sees("PowerScreen")
        self.keep("agent-power")
        self.glass.touches("primary")
        self.glass.until(lambda: self._page == PaperPage.SIGN, "nothing to sign on")
        self.glass.draws("signature", STROKES)
        self.keep("agent-power-signed")
        self.glass.touches("primary")
        self.glass.until(lambda: self.glass.screen == "NoticeScreen", "the power of attorney was not written")

    def scans_the_paper(self) -> None:
        if self._page != PaperPage.SCAN:
            self.glass.touches("way_scan")
        self.glass.until(lambda: self._page == PaperPage.SCAN, "no page for the scan")
        self.keep("agent-scan")
        self.glass.touches("primary")
        self.glass.until(lambda: isinstance(self.state.mood, Passed), "the paper was not scanned")
        self.keep("agent-scanned")
        self.glass.touches("primary")

    def promises_the_paper(self) -> None:
        self.glass.touches("way_later")

    @property
    def _page(self) -> int:
        return self.state.page if isinstance(self.state, AtStep) else -1


class ActingWalker(Walker):
    """Walks an item for `principal`: a card, or name and number. With a card they stand here too, and sign."""

    def __init__(self, acting: Acting, principal: Any, **walker: Any) -> None:
        super().__init__(acting.glass, acting.simulators, acting.agent, **{"keep": acting.keep, **walker})
        self._acting = acting
        self._principal = principal

    def _does_the_page(self) -> None:
        acts: dict[str, Callable[[], None]] = {
            "PutCardScreen": self._acting.comes_for_another,
            "AgencyScreen": self._says_for_whom,
            "AuthorityScreen": self._shows_that_they_may,
        }
        act = acts.get(self.glass.screen)
        if act is None:
            super()._does_the_page()
            return
        self._walk.screens.append(self.glass.screen)
        act()

    def _looks_through(self) -> None:
        """Two people to look through: what they sign comes after it."""
        if StepKind.SIGNATURE in self.state.steps:
            self.glass.touches("primary")
            self.glass.until(lambda: self.glass.has("signature"), "nothing to sign on")
        super()._looks_through()

    def _says_for_whom(self) -> None:
        terms = self.state.item.agency
        self._acting.answers(terms.relations[0], terms.reasons[0])
        if isinstance(self._principal, tuple):
            self._acting.types_them(*self._principal)
        else:
            self._acting.lays_their_card(self._principal)
        self.glass.until(lambda: self.glass.screen == "AuthorityScreen", "the principal is not taken")

    def _shows_that_they_may(self) -> None:
        self.glass.sees("AuthorityScreen")
        acts = {
            AuthorityWay.SIGN: self._acting.is_empowered_here,
            AuthorityWay.SCAN: self._acting.scans_the_paper,
            AuthorityWay.LATER: self._acting.promises_the_paper,
        }
        act = next((acts[each] for each in ways(self.state)), None)
        if act is None:
            raise DemoStuck("nothing lets them act here")
        act()
        self.glass.until(lambda: self.glass.screen != "AuthorityScreen", "the step does not end")
