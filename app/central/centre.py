"""All parts of a running centre, opened once and handed to the pages and the HTTP interface."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from app.central import booking
from app.central.business.held_licences import LICENCE_PRINT, HeldLicences
from app.central.business.register import ITEM as BUSINESS_ITEM
from app.central.business.register import BusinessRegister
from app.central.intake.intake import Intake
from app.central.intake.opening import open_intake
from app.central.intake.workers import Workers
from app.central.keys import CentreKeys
from app.central.known_keys import keys_of
from app.central.mailings.interface import Carrier
from app.central.mailings.opening import open_carrier
from app.central.mailings.sending import Sending
from app.central.objects import ObjectStore
from app.central.offered_catalogue import OfferedCatalogue
from app.central.office import sessions
from app.central.payments.cashier import Cashier
from app.central.payments.fees import Fees
from app.central.payments.interface import Gateway
from app.central.payments.opening import open_gateway
from app.central.rechecking.rechecker import Rechecker
from app.central.registers.issued_papers import PAPER_CHECK, IssuedPapers
from app.central.registers.registers import Registers, registers_with
from app.central.settings import CentralSettings
from app.central.storage import counter_pages, payment_orders, tokens, uploads
from app.central.storage.database import Database
from app.central.storage.moment import now
from app.central.traffic.interface import TrafficPlatform
from app.central.traffic.opening import open_platform
from app.central.uploads.arrival import Arrivals
from app.central.uploads.receiver import Receiver
from app.domain.errors import DataDirReadOnly
from app.domain.ports import Catalogue

PAGES_KEPT = timedelta(days=1)
"""After its end a payment page or mailing slip still says that it has run out; then it is gone."""


@dataclass(frozen=True, slots=True)
class Centre:
    settings: CentralSettings
    database: Database
    keys: CentreKeys
    objects: ObjectStore
    registers: Registers
    papers: IssuedPapers
    intake: Intake
    arrivals: Arrivals
    receiver: Receiver
    offered: OfferedCatalogue
    workers: Workers
    traffic: TrafficPlatform
    gateway: Gateway | None
    cashier: Cashier
    fees: Fees
    carrier: Carrier | None
    sending: Sending
    rechecker: Rechecker

    @property
    def catalogue(self) -> Catalogue:
        return self.settings.catalogue

    @property
    def public_url(self) -> str:
        """Goes into links; without one they stay relative."""
        return self.settings.public_urls[0] if self.settings.public_urls else ""

    def tidy(self) -> None:
        """Drop uploads nobody came back for, and tokens, slips, unpaid orders and sessions that have run out."""
        with self.database.read() as connection:
            gone = uploads.expired(connection, now())
        for upload_id in gone:
            self.receiver.drop(upload_id)
        with self.database.write_soon() as connection:
            tokens.forget_expired(connection, now())
            counter_pages.forget_expired(connection, now() - PAGES_KEPT)
            payment_orders.forget_expired(connection, now() - PAGES_KEPT)
        sessions.forget_ended(self.database, now())
        booking.settle(self.database, now())

    def close(self) -> None:
        self.workers.close()
        self.traffic.close()
        if self.gateway is not None:
            self.gateway.end()
        if self.carrier is not None:
            self.carrier.end()
        self.database.close()


def open_centre(settings: CentralSettings, *, founds: bool = True) -> Centre:
    """Open or make everything under the data directory. `founds` False: StorageProblem where there is no centre.

    Raises WrongKey, StorageProblem, ConfigInvalid.
    """
    traffic = open_platform(settings.traffic_platform)
    gateway = open_gateway(settings.payment_gateway)
    carrier = open_carrier(settings.mailing_carrier)
    database, keys = _with_its_keys(settings, founds=founds)
    objects = ObjectStore(settings.home / "objects", settings.object_store)
    intake = open_intake(settings, database, keys, objects)
    public_url = settings.public_urls[0] if settings.public_urls else ""
    cashier = Cashier(database, gateway, public_url)
    arrivals = Arrivals(database, objects, keys.identity, settings.catalogue)
    businesses = BusinessRegister(database, keys.person, settings.rules_dir)
    registers = registers_with(traffic, settings.catalogue)
    held = HeldLicences(database, keys.identity, keys.person, settings.catalogue)
    papers = IssuedPapers(database, keys.identity, settings.catalogue)
    centre = Centre(
        settings=settings,
        database=database,
        keys=keys,
        objects=objects,
        registers=replace(
            registers,
            records={**registers.records, BUSINESS_ITEM: businesses, LICENCE_PRINT: held, PAPER_CHECK: papers},
        ),
        papers=papers,
        intake=intake,
        workers=Workers(settings, intake, lambda *spent: database.watch(*spent)),
        traffic=traffic,
        gateway=gateway,
        cashier=cashier,
        fees=Fees(database, settings.catalogue, gateway, cashier),
        carrier=carrier,
        sending=Sending(database, keys.identity, carrier, public_url),
        rechecker=Rechecker(
            database,
            keys,
            settings.catalogue,
            traffic,
            registers,
            settings.rules_dir,
        ),
        arrivals=arrivals,
        receiver=Receiver(database, objects, arrivals),
        offered=OfferedCatalogue(settings.catalogue),
    )
    centre.offered.announce(database)
    centre.tidy()
    return centre


def _with_its_keys(settings: CentralSettings, *, founds: bool) -> tuple[Database, CentreKeys]:
    if founds:
        try:
            settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except PermissionError as error:
            raise DataDirReadOnly("中心的数据目录不能写。", "请检查目录权限。") from error
    database = Database(settings.url)
    try:
        database.prepare(founds=founds)
        return database, keys_of(database, settings.home / "keys")
    except BaseException:
        database.close()
        raise
