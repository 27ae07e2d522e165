"""Any item, from home to goodbye, by what its definition asks: one person with a card, every page by touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.catalogue.samples import make_sample
from app.composition import phone
from app.demo.booking import books
from app.demo.citizens import STROKES
from app.demo.filling import Filling
from app.demo.finger import DemoStuck
from app.demo.glass import Glass
from app.domain.service_item import DeliveryKind, ServiceItem
from app.journeys.states import AtHome, AtStep, Finished, LookingUp, Paper, Passed
from app.viewmodels.form import FormPage

MOST_PAGES = 60
NO_ANSWERS: Mapping[str, str] = {}


@dataclass
class Walk:
    """What became of it: the case (empty where the item only leads somewhere), the pages, what was said of mistakes."""

    item: str
    case_id: str = ""
    number: str = ""
    screens: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    at_centre: bool = False
    certificate: bool = False


class Walker:
    """`card` is laid on the reader; `simulators` are the devices. `keep` is called with each page's name
    once it stands. Raises DemoStuck where a page does not come.
    """

    def __init__(
        self,
        glass: Glass,
        simulators: Any,
        card: Any,
        *,
        mistakes: bool = True,
        reuse: bool = False,
        keep: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.glass = glass
        self.simulators = simulators
        self.card = card
        self.mistakes = mistakes
        self.reuse = reuse
        self.keep = keep
        self._walk = Walk("")
        self._answers: dict[str, str] = {}

    # ------------------------------------------------------------ the way

    def walks(self, item: ServiceItem, seed: int, answers: Mapping[str, str] = NO_ANSWERS) -> Walk:
        """`answers` in place of the sample's, where only the world knows a right one."""
        self._walk = Walk(item.code)
        self._answers = {**make_sample(item, seed).data.get("form", {}), **answers}
        self._opens(item)
        if item.opens is not None:
            return self._is_led(item)
        for _ in range(MOST_PAGES):
            if isinstance(self.state, Finished):
                return self._finishes()
            self._does_the_page()
        raise DemoStuck(f"{item.code} has no end")

    @property
    def state(self) -> Any:
        return self.glass.terminal.sitting.state

    def _opens(self, item: ServiceItem) -> None:
        self.glass.sees("HomeScreen")
        if self.glass.has(f"tile_{item.field}"):
            self.glass.touches(f"tile_{item.field}")
        else:
            self.glass.touches("all")
        self.glass.sees("ItemsScreen")
        self.glass.touches(f"item_{item.code}")

    def _does_the_page(self) -> None:
        self.glass.until(lambda: isinstance(self.state, Finished) or self.glass.settled(), "no page comes to rest")
        if isinstance(self.state, Finished):  # a page that only waits may be gone before it was seen
            return
        screen = self.glass.screen
        self._walk.screens.append(screen)
        self.keep(screen)
        acts: dict[str, Callable[[], None]] = {
            "PutCardScreen": self._puts_card,
            "FaceCheckScreen": lambda: self._goes_by(screen),
            "NoticeScreen": self._agrees,
            "QueryScreen": self._passes,
            "EligibilityScreen": self._passes,
            "MaterialsScreen": self._passes,
            "FormScreen": self._fills_in,
            "AppointmentScreen": lambda: books(self.glass, self.keep),
            "UsesScreen": self._chooses_uses,
            "PhotoScreen": self._is_photographed,
            "ReviewScreen": self._looks_through,
            "PaymentScreen": self._pays,
            "DeliveryScreen": self._chooses_delivery,
            "PaperScreen": lambda: self._goes_by(screen),
        }
        act = acts.get(screen)
        if act is None:
            raise DemoStuck(f"nobody knows what to do on {screen}")
        act()

    # ------------------------------------------------------------ pages

    def _puts_card(self) -> None:
        self.simulators.id_card_reader.put_card(self.card)
        self._goes_by("PutCardScreen")

    def _agrees(self) -> None:
        self.glass.touches("consent")
        if self.reuse and self.glass.has("reuse"):
            self.glass.touches("reuse")
        self.glass.touches("primary")
        self._goes_by("NoticeScreen")

    def _passes(self) -> None:
        at = self._index
        self.glass.until(self._is_passed, "step not passed")
        self.keep(f"{self.glass.screen}-passed")
        self.glass.touches("primary")
        self._moves_on(at)

    def _fills_in(self) -> None:
        page = self.glass.terminal.window.shell.model
        if not isinstance(page, FormPage):
            raise DemoStuck("no form on the glass")
        at, number = self._index, self.state.page
        filling = Filling(self.glass, page, self._answers, mistakes=self.mistakes)
        filling.fill()
        self._walk.told |= filling.told
        self.glass.until(
            lambda: not isinstance(self.state, AtStep) or (self.state.index, self.state.page) != (at, number),
            f"the page does not go on: {[each.error for each in page.fields]}",
        )

    def _chooses_uses(self) -> None:
        at = self._index
        page: Any = self.glass.terminal.window.shell.model
        if not page.ready:
            self.glass.touches(f"use_{next(each['code'] for each in page.uses if each['open'])}")
        self.glass.touches("primary")
        self._moves_on(at)

    def _is_photographed(self) -> None:
        at = self._index
        self.glass.touches("primary")
        self.glass.until(lambda: isinstance(self.state.mood, Passed), "no photo that passes")
        self.glass.touches("primary")
        self._moves_on(at)

    def _looks_through(self) -> None:
        at = self._index
        if self.glass.has("signature"):
            self.glass.draws("signature", STROKES)
        if self.glass.has("consent"):
            self.glass.touches("consent")
        self.glass.touches("primary")
        self._moves_on(at)

    def _pays(self) -> None:
        at = self._index
        self.glass.until(lambda: isinstance(self.state, AtStep) and self.state.draft.payment, "no code to pay")
        phone.pay(self.state.draft.payment.code_url)
        self._moves_on(at)

    def _chooses_delivery(self) -> None:
        at = self._index
        kinds = self.state.item.delivery
        kind = next((each for each in kinds if each is not DeliveryKind.MAIL), kinds[0])
        name = "deliver_mail" if kind is DeliveryKind.MAIL else "deliver_collect"
        self.glass.touches(name)
        if kind is DeliveryKind.MAIL:
            self.glass.until(lambda: self._index != at or self.state.draft.slip is not None, "no slip to fill")
            if self._index == at and not isinstance(self.state.mood, Passed):
                phone.fill_slip(self.state.draft.slip.url)
                self.glass.until(lambda: isinstance(self.state.mood, Passed), "the slip was not filled")
                self.glass.touches("primary")
        self._moves_on(at)

    def _finishes(self) -> Walk:
        state: Finished = self.state
        self.glass.sees("DoneScreen")
        self.keep("DoneScreen")
        walk = self._walk
        walk.case_id, walk.number = state.case.id, state.case.number
        walk.at_centre, walk.certificate = state.at_centre, state.certificate is Paper.PRINTED
        if self.glass.has("grade_4"):
            self.glass.touches("grade_4")
        self.simulators.id_card_reader.take_card()
        self.glass.until(lambda: not self.state.card_in_reader, "card not seen taken")
        self.glass.touches("primary")
        self.goes_home()
        return walk

    def _is_led(self, item: ServiceItem) -> Walk:
        """To a part of the machine that every person knows from home as well; and back."""
        self.glass.until(lambda: not isinstance(self.state, AtHome), f"{item.code} leads nowhere")
        self.glass.sees("TicketItemsScreen" if item.opens == "ticket" else "PutCardScreen")
        self._walk.screens.append(self.glass.screen)
        self.keep(self.glass.screen)
        if isinstance(self.state, LookingUp):
            self.simulators.id_card_reader.put_card(self.card)
            self.glass.sees("MyCasesScreen")
            self._walk.screens.append(self.glass.screen)
            self.keep(self.glass.screen)
            self.simulators.id_card_reader.take_card()
            self.glass.until(lambda: not self.state.card_in_reader, "card not seen taken")
        self.glass.touches("dock_exit")
        self.goes_home()
        return self._walk

    # ------------------------------------------------------------ waiting

    @property
    def _index(self) -> int:
        """Which step; beyond all steps once the case is being finished."""
        return self.state.index if isinstance(self.state, AtStep) else MOST_PAGES

    def _moves_on(self, at: int) -> None:
        self.glass.until(lambda: self._index != at, "the step does not end")

    def _is_passed(self) -> bool:
        return isinstance(self.state, AtStep) and isinstance(self.state.mood, Passed)

    def _goes_by(self, screen: str) -> None:
        self.glass.until(lambda: self.glass.screen != screen, f"{screen} does not end")

    def goes_home(self) -> None:
        self.glass.until(lambda: isinstance(self.state, AtHome), "no way home")
        self.glass.sees("HomeScreen")
