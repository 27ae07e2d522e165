"""A service item (事项) as data: what it is called, what it asks for, which steps it takes.

Loaded and checked by `app.catalogue`; read by journeys, documents, screens and the centre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.appointments import AppointmentTerms
from app.domain.choice import Choice as Choice  # noqa: PLC0414  (all who read items know it from here)
from app.domain.condition import Condition as Condition  # noqa: PLC0414  (all who read items know it from here)
from app.domain.day_limit import DayLimit
from app.domain.divisions import Divisions, Level
from app.domain.formats import FEN_A_YUAN
from app.domain.formula import Formula
from app.domain.grids import Grids
from app.domain.local_text import LocalText as LocalText  # noqa: PLC0414  (all who read items know it from here)
from app.domain.named_persons import PersonColumn
from app.domain.query import Query


class StationKind(StrEnum):
    SELF_SERVICE = "self_service"
    COUNTER = "counter"
    POST = "post"


STATION_KIND_NAMES: Mapping[str, str] = {"self_service": "自助终端", "counter": "窗口工作站", "post": "警医邮网点"}


class StepKind(StrEnum):
    """The steps an item may name, in the order a sitting takes them."""

    IDENTIFY = "identify"
    FACE_CHECK = "face_check"
    AGENCY = "agency"
    """Named by no item: it is taken where somebody acts for another."""
    AUTHORITY = "authority"
    """Named by no item: at the glass, what lets the agent act is signed, scanned or promised."""
    NOTICE = "notice"
    QUERY = "query"
    FORM = "form"
    LOOKUP = "lookup"
    """Asked of an office by what was filled in; `query` is asked before the form, by the person alone."""
    ELIGIBILITY = "eligibility"
    USES = "uses"
    """What a score is to be used for."""
    MATERIALS = "materials"
    PHOTO = "photo"
    MEDICAL = "medical"
    VERDICT = "verdict"
    APPOINTMENT = "appointment"
    REVIEW = "review"
    SIGNATURE = "signature"
    PAYMENT = "payment"
    DELIVERY = "delivery"
    SUBMIT = "submit"
    PAPER = "paper"
    EVALUATION = "evaluation"
    TAKE_AWAY = "take_away"


class FieldType(StrEnum):
    __hash__ = str.__hash__
    """An enumeration's own is written in Python, and every check of an answer looks something up by this."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PHONE = "phone"
    NUMBER = "number"
    MONEY = "money"
    """In yuan with two decimals, as people write it: `1234.50`."""
    DATE = "date"
    CHOICE = "choice"
    SEVERAL = "several"
    DIVISION = "division"
    """A place by its code, as narrow as the field wants it."""
    ADDRESS = "address"
    ID_NUMBER = "id_number"
    PLATE = "plate"
    CREDIT_CODE = "credit_code"
    PERSON = "person"
    """Name and ID number together."""
    PERSONS = "persons"
    """A table of persons, a JSON list of objects (app/domain/named_persons.py)."""
    PLACE = "place"
    """A place without a map, a JSON object (app/domain/whereabouts.py)."""
    PHOTO = "photo"
    """A picture of a thing: kept is `taken`, the picture is an attachment."""
    SCAN = "scan"
    """Pages: kept is how many, they are an attachment."""
    SIGNATURE = "signature"
    """Somebody's signature on the form: kept is `taken`, it is an attachment."""
    ROW = "row"
    """A row of what the register told in the step `query`, by the value under one of its keys."""


class MaterialSource(StrEnum):
    CARD = "card"
    E_LICENCE = "e_licence"
    PERSON_FILE = "person_file"
    CAMERA = "camera"
    SCAN = "scan"
    SIGNATURE = "signature"
    AGENT = "agent"
    RECORDING = "recording"


class DeliveryKind(StrEnum):
    PRINT_HERE = "print_here"
    COLLECT = "collect"
    MAIL = "mail"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class OtherDay:
    """The date of another field, by its name; its label and when it is asked are put in once the form is read."""

    field: str
    label: LocalText | None = dataclass_field(default=None, compare=False)
    show_when: Condition | None = dataclass_field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FormField:
    """`prefill` names a source such as `card.address`; `masked` says how the screen hides it. A `locked` field is what
    its source says; where there is no record to fill it from, it is typed."""

    name: str
    label: LocalText
    type: FieldType
    required: bool = True
    prefill: str | None = None
    locked: bool = False
    choices: tuple[Choice, ...] = ()
    max_length: int = 60
    help: LocalText | None = None
    show_when: Condition | None = None
    masked: str | None = None
    pattern: str = ""
    """A regular expression that the whole answer must match; `pattern_words` say so to the person."""
    pattern_words: LocalText | None = None
    example: str = ""
    """An answer that holds: it stands there in grey, and samples give it."""
    least: Decimal | None = None
    """The smallest figure; of money in yuan, of several choices how many."""
    most: Decimal | None = None
    decimals: int | None = None
    """How many places a number may have after the point; None: any."""
    unit: LocalText | None = None
    """What a number counts, said after it."""
    earliest: DayLimit | None = None
    latest: DayLimit | None = None
    not_before: OtherDay | None = None
    not_after: OtherDay | None = None
    compute: Formula | None = None
    """Worked out from the fields before it, and never typed."""
    within: str = ""
    """The code of the place below which all answers lie; empty: anywhere."""
    down_to: Level = Level.TOWNSHIP
    divisions: Divisions | None = dataclass_field(default=None, compare=False, repr=False)
    """What may be chosen; put in by the catalogue that has them."""
    grids: Grids | None = dataclass_field(default=None, compare=False, repr=False)
    columns: tuple[PersonColumn, ...] = ()
    """What is asked of each of several persons."""
    relations: tuple[Choice, ...] = ()
    """What each may be to the applicant."""
    attachment: str = ""
    """Under which name what is photographed, scanned or signed here travels with the case."""
    rows: str = ""
    """The key of a table in the record; `value` is the key of what is kept of the row chosen, `words` those shown."""
    value: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPage:
    """One question a page: its title is the question. `at` is the step that asks it."""

    name: str
    title: LocalText
    help: LocalText
    fields: tuple[FormField, ...]
    at: StepKind = StepKind.FORM


@dataclass(frozen=True, slots=True)
class Material:
    """`attachment` is the name under which its file travels with the case.

    One that is not `required` is needed all the same where `needed_when` holds. `later`: it may be promised now and
    shown when the result is collected, as an e-licence or a paper on file may that could not be fetched. `where`: where
    a person can get it, for the one-time notice. `reuse_days`: for how long it may be taken from the person's file; 0:
    it belongs to one matter and is handed in anew.
    """

    code: str
    name: LocalText
    source: MaterialSource
    attachment: str
    media_types: tuple[str, ...]
    required: bool = True
    needed_when: Condition | None = None
    later: bool = False
    where: LocalText | None = None
    reuse_days: int = 0

    def needed(self, form: Mapping[str, str]) -> bool:
        """With these answers."""
        return self.required or (self.needed_when is not None and self.needed_when.holds(form))

    @property
    def may_be_promised(self) -> bool:
        return self.later or self.source in (MaterialSource.E_LICENCE, MaterialSource.PERSON_FILE)


@dataclass(frozen=True, slots=True)
class Fee:
    """A fixed amount, or `amount_from`: the field of money whose answer it is. Without `pay_later` it is paid here and
    now, or nothing is handed in."""

    amount_fen: int = 0
    basis: LocalText | None = None
    amount_from: str = ""
    pay_later: bool = True

    @property
    def is_asked(self) -> bool:
        return self.amount_fen > 0 or bool(self.amount_from)

    def amount(self, form: Mapping[str, str]) -> int:
        """In fen, with these answers; nothing where the field holds no amount."""
        if not self.amount_from:
            return self.amount_fen
        try:
            return max(0, int(Decimal(form.get(self.amount_from) or 0) * FEN_A_YUAN))
        except (InvalidOperation, ValueError, OverflowError):
            return 0


@dataclass(frozen=True, slots=True)
class Result:
    """What the person gets: `template` names a Typst template under resources/templates, or nothing is printed.

    `statement` is the sentence a certificate ends with. `printed_by`: the `station` as soon as the case is saved, a
    `desk` once it has completed the case, the `office`, or `nobody`. `only_when`: `completed`, where the station prints
    no earlier than the centre has completed the case.
    """

    name: LocalText
    printed_by: str
    template: str | None = None
    validity_days: int | None = None
    statement: LocalText | None = None
    only_when: str | None = None

    @property
    def waits(self) -> bool:
        """The station's paper is made with the case, and comes out once the centre has completed it."""
        return self.only_when is not None


@dataclass(frozen=True, slots=True)
class Milestone:
    """What comes next and when, for the last page: `days` are working days from submission."""

    days: int
    text: LocalText


EVERY_PART = "all"


@dataclass(frozen=True, slots=True)
class Review:
    """One of several offices that must accept a case: the word of its role, and the parts of the application it sees.

    A part is a part of the data (`form`, `medical`), the attachment of a material (`photo`, `video`), or `all`.
    `name`: what this office decides; `office_name`: who it is. `after`: offices whose acceptance it waits for.
    `apart`: what it decides is a part of a bundle (一件事), and its refusal refuses that part alone.
    """

    office: str
    parts: tuple[str, ...]
    name: LocalText | None = None
    office_name: LocalText | None = None
    after: tuple[str, ...] = ()
    apart: bool = False

    @property
    def sees_all(self) -> bool:
        return EVERY_PART in self.parts


@dataclass(frozen=True, slots=True)
class AgencyTerms:
    """How somebody may act for another (代办): what they may be to the principal, why the principal may stay away, and
    the materials (source `agent`) that let them: a power of attorney, and for guardians the proof of guardianship
    (empty: none act here). `principal_card`: the principal's card must be brought, its number is not enough.
    `on_glass`: the power of attorney may be signed at the glass by a principal who came along."""

    relations: tuple[str, ...]
    reasons: tuple[str, ...]
    power_of_attorney: str
    guardianship: str = ""
    principal_card: bool = False
    on_glass: bool = True


@dataclass(frozen=True, slots=True)
class ServiceItem:
    code: str
    version: str
    name: LocalText
    short_name: LocalText
    field: str
    office: LocalText
    level: str
    stations: tuple[StationKind, ...]
    applicants: tuple[str, ...]
    card_kinds: tuple[str, ...]
    legal_basis: tuple[LocalText, ...]
    promised_days: int
    legal_days: int
    direct: bool
    acceptance: str
    offline: bool
    minutes: int
    steps: tuple[StepKind, ...]
    notice: tuple[LocalText, ...]
    consent: LocalText
    form: tuple[FormPage, ...]
    materials: tuple[Material, ...]
    fee: Fee
    photo_rules: str | None
    delivery: tuple[DeliveryKind, ...]
    result: Result
    milestones: tuple[Milestone, ...]
    evaluation: bool
    effective_from: date
    effective_to: date | None = None
    """The last day; None: until further notice."""
    replaced_by: str | None = None
    """The code of the item that took its place."""
    moved_to: LocalText | None = None
    """Where it is done now: it was handed to another level or office."""
    keywords: tuple[str, ...] = ()
    takes_expired_card: bool = False
    retention_days: int | None = None
    reviews: tuple[Review, ...] = ()
    """Empty: one office decides the whole."""
    agency: AgencyTerms | None = None
    """None: everybody comes in person."""
    rule_pack: str | None = None
    """The dated rule pack (docs/integration/rule-packs.md) that says who may."""
    query: Query | None = None
    """What an office answers in the step `query` or `lookup`."""
    opens: str | None = None
    """Where the item leads in place of steps of its own: `ticket` or `my_cases`."""
    appointment: AppointmentTerms | None = None
    """None: nothing is booked."""

    def applies(self, day: date) -> bool:
        """Whether this version is in force."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    @property
    def film(self) -> Material | None:
        """The material that is recorded while the person is here; None: nothing is filmed."""
        return next((each for each in self.materials if each.source is MaterialSource.RECORDING), None)

    def fields(self) -> tuple[FormField, ...]:
        """All form fields, page after page."""
        return tuple(each for page in self.form for each in page.fields)

    def fields_at(self, step: StepKind) -> tuple[FormField, ...]:
        """Those that this step asks."""
        return tuple(each for page in self.form if page.at is step for each in page.fields)


@dataclass(frozen=True, slots=True)
class Gone:
    """An item that is not in force any more: its last version, the first day without it, and what took its place."""

    item: ServiceItem
    since: date
    instead: ServiceItem | None = None


@dataclass(frozen=True, slots=True)
class ItemField:
    """One of the ten groups items are found under (户籍户政 …); `icon` is an icon's file name."""

    code: str
    name: LocalText
    hint: LocalText
    icon: str
