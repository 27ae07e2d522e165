"""Is it alive, can it work, what has it done."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from app.central.api.doors import CentreHere
from app.central.api.figures import line
from app.central.api.problems import Problem, documented
from app.central.storage import audit_trails, gauges

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    status: str = "ok"


@router.get("/healthz")
def alive() -> Alive:
    """The process answers."""
    return Alive()


@router.get("/readyz", responses=documented(503))
def ready(centre: CentreHere) -> Alive:
    """Database and object store answer too."""
    with centre.database.read() as connection:
        gauges.ask(connection)
    if not centre.objects.answers():
        raise Problem(503, "objects", "附件存储没有回答。", {"Retry-After": "5"})
    return Alive()


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, centre: CentreHere) -> PlainTextResponse:
    """Prometheus text; no label ever holds a person's data."""
    with centre.database.read() as connection:
        by_status = gauges.cases_by_status(connection)
        others = {
            "bianmin_stations": gauges.stations_enrolled(connection),
            "bianmin_uploads_receiving": gauges.uploads_receiving(connection),
        }
        findings = audit_trails.open_findings(connection)
    lines = request.app.state.figures.lines()
    lines.append("# TYPE bianmin_audit_findings gauge")
    lines += [line("bianmin_audit_findings", {"kind": kind}, count) for kind, count in sorted(findings.items())]
    lines.append("# TYPE bianmin_cases gauge")
    lines += [line("bianmin_cases", {"status": status}, count) for status, count in sorted(by_status.items())]
    for name, value in others.items():
        lines += [f"# TYPE {name} gauge", line(name, {}, value)]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
