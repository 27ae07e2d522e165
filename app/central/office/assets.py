"""What the pages load from us: the style, htmx, and icons drawn by us. Nothing comes from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import FileResponse

from app.central.api.templates import FOLDER
from app.central.office.doors import no_such_page

router = APIRouter(include_in_schema=False)

HTMX = "htmx-2.0.7.min.js"
_SERVED = {"office.css": "text/css", HTMX: "text/javascript", "film.js": "text/javascript", "mark.svg": "image/svg+xml"}
MAX_AGE_S = 3_600


@router.get("/office/assets/{name}")
def asset(name: str) -> FileResponse:
    if name not in _SERVED:
        raise no_such_page()
    headers = {"Cache-Control": f"public, max-age={MAX_AGE_S}"}
    return FileResponse(FOLDER / "office" / name, media_type=_SERVED[name], headers=headers)
