"""The parts of one station, each opened when first asked for: for commands and for the terminal alike."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings
from app.domain.appointments import AppointmentOffice
from app.domain.audit_seals import TrailReport
from app.domain.certificates import CertificateMaker
from app.domain.custody import CustodyBook
from app.domain.decisions import DecisionBook
from app.domain.drafts import DraftBook
from app.domain.eligibility import RuleBook
from app.domain.errors import StorageProblem
from app.domain.films import FilmStore
from app.domain.following import CaseBook, CaseFollowing
from app.domain.formats import CHINA
from app.domain.freeze import Freeze, Ground, allows_video
from app.domain.hand_over import HandOver
from app.domain.medium import Exported
from app.domain.notices import NoticeBook
from app.domain.operators import OperatorDesk
from app.domain.outbox import EarlyUploads, OutboxDesk
from app.domain.person_file import PersonFileOffice
from app.domain.ports import CaseStore, CentreServices, Enroller, Outbox, Synchronizer
from app.domain.powers import PowerMaker
from app.domain.print_ledger import PrintLedger
from app.domain.privacy import PersonalData
from app.domain.standing import Accounts
from app.domain.tickets import TicketOffice
from app.domain.vision_ports import DocumentFlattener, FaceMatcher, HeadTurnWatcher, PhotoStudio
from app.runtime.once import Once
from app.storage.trusted_clock import TrustedClock

if TYPE_CHECKING:
    from app.audit import AuditEvent
    from app.catalogue import LoadedCatalogue
    from app.runtime.upkeep import Upkeep
    from app.storage.store import Store
    from app.sync.client import CentreClient
    from app.sync.last_failure import LastFailure
    from app.vision.face_process import FaceProcess

_log = logging.getLogger(__name__)


class Parts:
    """The parts of one station, each opened when first asked for; for commands and for the terminal alike."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] | None = None) -> None:
        """`now` takes the place of the trusted clock: for those who want another time than it is."""
        self.settings = settings
        wanted = TrustedClock() if now is None else now
        self.now = wanted
        self.clock = wanted if isinstance(wanted, TrustedClock) else None
        self._store = Once(self._open_store)
        self._client = Once(self._open_client)
        self._certificates = Once(self._make_certificates)
        self._powers = Once(self._make_powers)
        self._faces = Once(self._make_faces)
        self._studio = Once(self._make_studio)
        self._matcher = Once(self._make_matcher)
        self._turns = Once(self._make_turns)

    @cached_property
    def catalogue(self) -> LoadedCatalogue:
        from app.composition.catalogue_in_use import catalogue_in_use

        return catalogue_in_use(self.settings)

    # ------------------------------------------------------------ the local store

    def _open_store(self) -> Store:
        from app.composition.choices import store_choices
        from app.storage import open_store
        from app.storage.layout import Layout
        from app.storage.reserve import Reserve

        store = open_store(self.settings.data_dir, self.now, store_choices(self.settings))
        store.database.reserve = Reserve(Layout(self.settings.data_dir).reserve, self.settings.reserve_mb << 20)
        store.recordings.may_begin = lambda: allows_video(self.freeze())
        self._keep_clock(store)
        return store

    def freeze(self) -> Freeze:
        """Whether this station may take anything new, and what speaks against it. Raises StorageProblem."""
        from app.composition.upkeep import freeze_of

        return freeze_of(self, self._store())

    def require_open(self, *only: Ground) -> None:
        """Raises StationFrozen where no new case may be begun; with `only` on those grounds alone."""
        from app.composition.upkeep import refuse_if_frozen

        refuse_if_frozen(self.freeze(), *only)

    def require_kind(self) -> None:
        """Raises WrongInput where the station is enrolled as another kind than its settings say."""
        from app.composition.enrolling import require_kind

        require_kind(self._store(), self.settings.station.kind)

    def tend(self, *, keeps_reserve: bool = True) -> Upkeep:
        """Clock, seals, reserve: what is to be looked after now and then. Raises StorageProblem.

        A machine that only plays the terminal keeps nothing of its disk back.
        """
        from app.composition.upkeep import tend

        return tend(self, self._store(), keeps_reserve=keeps_reserve)

    def keep_clock(self) -> None:
        """Write down where the time stands and what was noticed of the clock; to be called now and then."""
        self._keep_clock(self._store())

    def _keep_clock(self, store: Store) -> None:
        from app.storage.clock_keeping import keep_clock

        if self.clock is None:
            return
        try:
            keep_clock(store.database, self.clock)
        except StorageProblem as error:
            _log.warning("the clock's mark could not be kept: %s", error.code)

    def tend_data(self) -> None:
        """What is due of sealing and erasing, once a day; to be called now and then."""
        try:
            self._store().life.tend_daily()
            self._sweep_films(self._store())
        except StorageProblem as error:
            _log.warning("what is due of erasing could not be done: %s", error.code)

    @property
    def operators(self) -> OperatorDesk:
        return self._store().operators

    @property
    def personal(self) -> PersonalData:
        return self._store().personal

    @property
    def store(self) -> CaseStore:
        return self._store().cases

    @property
    def outbox(self) -> Outbox:
        return self._store().outbox

    @property
    def outbox_desk(self) -> OutboxDesk:
        return self._store().outbox

    @property
    def early_uploads(self) -> EarlyUploads:
        return self._store().early_uploads

    @property
    def drafts(self) -> DraftBook:
        return self._store().drafts

    @property
    def notices(self) -> NoticeBook:
        return self._store().notices

    @property
    def decisions(self) -> DecisionBook:
        return self._store().decisions

    @property
    def films(self) -> FilmStore:
        return self._store().recordings

    def pick_up_films(self) -> None:
        """At a start: end what a power cut left open, and let go of films whose case is saved or given up."""
        store = self._store()
        try:
            store.recordings.recover()
            self._sweep_films(store)
        except StorageProblem as error:
            _log.warning("films could not be picked up: %s", error.code)

    @staticmethod
    def _sweep_films(store: Store) -> None:
        """A draft that is too old is gone, and its film with it."""
        store.recordings.sweep(store.drafts.case_ids())

    @cached_property
    def rules(self) -> RuleBook:
        from app.composition.rule_book import DatedRules

        return DatedRules(lambda: self.now().astimezone(CHINA).date(), self.settings.rules_dir)

    @property
    def custody(self) -> CustodyBook:
        return self._store().custody

    @property
    def prints(self) -> PrintLedger:
        return self._store().prints

    def newest_records(self, count: int) -> Sequence[bytes]:
        """The end of the audit trail, in order."""
        return self._store().audit.newest(count)

    def record(self, event: AuditEvent) -> None:
        """One durable line in the log."""
        self._store().audit.append(event)

    @property
    def accounts(self) -> Accounts:
        return self._store().accounts

    def verify_audit(self) -> TrailReport:
        """The whole trail, by its hashes and by its seals."""
        from app.storage.trail_check import check_trail
        from app.sync.audit_seals import opened

        store = self._store()
        return check_trail(store.audit.every(), store.seals.all(), opened)

    def seal_days(self) -> int:
        """Seal the days of the audit trail that are over; how many there were. Needs no line."""
        return self._client().seal_days()

    # ------------------------------------------------------------ the centre

    def _open_client(self) -> CentreClient:
        from app.composition.catalogue_in_use import catalogue_shelf
        from app.composition.known_time import known_time
        from app.sync.bookkeeping import Ledgers
        from app.sync.client import CentreClient
        from app.sync.manners import UploadManners

        store = self._store()
        manners = UploadManners(self.settings.sync.upload_kbps, self.settings.sync.video_hours)
        hear = self.clock.hear if self.clock else None
        ledgers = Ledgers(store.accounts, store.seals)
        shelf = catalogue_shelf(self.settings)
        know = partial(known_time, self.clock) if self.clock else None
        return CentreClient(store.settings, store.outbox, self.now, hear, manners, ledgers, shelf, know)

    @property
    def enroller(self) -> Enroller:
        from app.composition.enrolling import AuditedEnroller

        return AuditedEnroller(self._client(), self._store())

    def ask_if_taken(self) -> None:
        """Whether the centre takes what this station says. Raises CentreUnreachable, CentreRefused."""
        self._client().ask_if_taken()

    def last_failure(self) -> LastFailure | None:
        """Why nothing goes to the centre, as whichever program of this station tried last found it."""
        from app.sync.last_failure import read_failure

        return read_failure(self._store().settings)

    @property
    def synchronizer(self) -> Synchronizer:
        return self._client().synchronizer

    def export(self, folder: Path) -> Exported:
        """All that waits onto a removable medium, one program at a time. Raises as the port `MediumExporter` says."""
        from app.storage import lock_export
        from app.storage.clock_by_medium import ClockByMedium
        from app.sync.medium.exporter import MediumExport

        store = self._store()
        with lock_export(self.settings.data_dir):
            enroller = self._client().enroller
            word = ClockByMedium(store.database, self.clock) if self.clock else None
            reading, outbox = store.outbox_reading, store.outbox
            return MediumExport(enroller, reading, outbox, self.now, store.seals, store.accounts, word).export(folder)

    @property
    def hand_over(self) -> HandOver:
        from app.sync.hand_over.exchange import HandOverExchange

        store = self._store()

        def is_done_here(code: str) -> bool:
            today = self.now().astimezone(CHINA).date()
            in_force = (each for each in self.catalogue.in_force(today) if each.code == code)
            return any(self.settings.station.kind in each.stations for each in in_force)

        return HandOverExchange(self._client().enroller, store.settings, store.hand_overs, self.now, is_done_here)

    @property
    def book(self) -> CaseBook:
        return self._store().book

    @property
    def following(self) -> CaseFollowing:
        return self._client().following

    @property
    def appointments(self) -> AppointmentOffice:
        return self._client().appointments

    @property
    def person_file(self) -> PersonFileOffice:
        return self._client().person_file

    @property
    def services(self) -> CentreServices:
        return self._client().services

    @property
    def tickets(self) -> TicketOffice:
        """The queue of the hall; all stations of one place share it."""
        from app.sync.tickets import HallDesk

        facts = self.settings.tickets
        return self._client().tickets(HallDesk(self.settings.station.place, str(facts.window), facts.quick_first))

    # ------------------------------------------------------------ documents and pictures

    def _make_certificates(self) -> CertificateMaker:
        from app.documents.certificate import SignedCertificateMaker

        keys = self._client().enroller.signing_keys()
        return SignedCertificateMaker(keys.private_key.encode(), keys.certificate.encode(), keys.issuer.encode())

    @property
    def certificates(self) -> CertificateMaker:
        return self._certificates()

    def _make_powers(self) -> PowerMaker:
        from app.documents.power_of_attorney import SealedPowerMaker

        keys = self._client().enroller.signing_keys()
        return SealedPowerMaker(keys.private_key.encode(), keys.certificate.encode(), keys.issuer.encode())

    @property
    def powers(self) -> PowerMaker:
        return self._powers()

    @property
    def studio(self) -> PhotoStudio:
        return self._studio()

    @property
    def flattener(self) -> DocumentFlattener:
        from app.vision.flattener import open_flattener

        return open_flattener()

    def _make_faces(self) -> FaceProcess:
        from app.vision.face_process import FaceProcess

        return FaceProcess()

    def _make_studio(self) -> PhotoStudio:
        from app.vision.studio import open_studio

        return open_studio(self._faces())

    def _make_matcher(self) -> FaceMatcher:
        from app.vision.faces import open_matcher

        return open_matcher(self._faces(), self.settings.face_threshold)

    @property
    def matcher(self) -> FaceMatcher:
        return self._matcher()

    def _make_turns(self) -> HeadTurnWatcher:
        from app.vision.head_turn_watcher import open_watcher

        return open_watcher(self._faces(), self.settings.face_threshold)

    @property
    def turns(self) -> HeadTurnWatcher | None:
        return self._turns() if self.settings.head_turn else None

    def warm_faces(self) -> None:
        """Load the face models before they are needed; takes a second or two in a process of its own."""
        self._faces().warm()

    def forget_faces(self) -> None:
        """Nothing of the last portrait is kept; where no face was looked at there is nothing to load for that."""
        matcher = self._matcher.made()
        if matcher is not None:
            matcher.forget()
        turns = self._turns.made()
        if turns is not None:
            turns.forget()

    def new_id(self) -> str:
        """A UUIDv7: a case's id, made here, so that saving twice saves once."""
        import uuid_utils

        return str(uuid_utils.uuid7())

    def close(self) -> None:
        faces = self._faces.made()
        if faces is not None:
            faces.close()
        client = self._client.made()
        if client is not None:
            client.close()
        store = self._store.made()
        if store is not None:
            self._keep_clock(store)
            store.close()


@contextmanager
def open_parts(settings: Settings) -> Iterator[Parts]:
    """The parts of a station for one command."""
    parts = Parts(settings)
    try:
        yield parts
    finally:
        parts.close()
