"""Is it alive, can it work, what has it done."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from app.central.api.doors import CentreHere, figures_not_too_often
from app.central.api.figures import line
from app.central.api.problems import Problem, documented
from app.central.storage import audit_trails, gauges
from app.central.storage.heartbeats import waiting_at
from app.central.storage.moment import now

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    status: str = "ok"


@router.get("/healthz")
async def alive() -> Alive:
    """The process answers, also while none of its threads is free."""
    return Alive()


@router.get("/readyz", responses=documented(503))
def ready(centre: CentreHere) -> Alive:
    """Database and object store answer too."""
    with centre.database.read() as connection:
        gauges.ask(connection)
    if not centre.objects.answers():
        raise Problem(503, "objects", "附件存储没有回答。", {"Retry-After": "5"})
    return Alive()


@router.get("/metrics", response_class=PlainTextResponse, dependencies=[Depends(figures_not_too_often)])
def metrics(request: Request, centre: CentreHere) -> PlainTextResponse:
    """Prometheus text; no label ever holds a person's data."""
    at = now()
    with centre.database.read() as connection:
        by_status = gauges.cases_by_status(connection)
        single = {
            "bianmin_stations": gauges.stations_enrolled(connection),
            "bianmin_uploads_receiving": gauges.uploads_receiving(connection),
        }
        findings = audit_trails.open_findings(connection)
        heard = gauges.heartbeats(connection)
        unsealed = gauges.unsealed_days(connection)
        deliveries = gauges.deliveries_by_state(connection)
    ages = {station: (at - last).total_seconds() for station, last, _ in heard if last is not None}
    backlogs = {station: count for station, _, state in heard if (count := waiting_at(state)) is not None}
    lines = [
        *request.app.state.figures.lines(),
        *_gauges("bianmin_audit_findings", "kind", findings),
        *_gauges("bianmin_cases", "status", by_status),
        *_gauges("bianmin_deliveries", "state", deliveries),
        *_gauges("bianmin_station_heartbeat_age_seconds", "station", ages),
        *_gauges("bianmin_station_backlog", "station", backlogs),
        *_gauges("bianmin_station_unsealed_days", "station", unsealed),
    ]
    for name, value in single.items():
        lines += [f"# TYPE {name} gauge", line(name, {}, value)]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _gauges(name: str, label: str, values: Mapping[str, float]) -> list[str]:
    return [f"# TYPE {name} gauge", *(line(name, {label: key}, value) for key, value in sorted(values.items()))]
