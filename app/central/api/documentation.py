"""The OpenAPI document, with the problem document that every route names."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from app.central.api.problems import ProblemDocument, documented

ALWAYS = (429, 503)
WITH_A_BODY = (400, 413, 415)
"""What can come before a route is reached: a body that is damaged, too large, or packed in a way not offered."""


def install(app: FastAPI) -> None:
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("ProblemDocument", ProblemDocument.model_json_schema())
        for operations in document["paths"].values():
            for operation in operations.values():
                _add_common(operation)
        return document

    # the way FastAPI names for extending the document
    app.openapi = openapi  # type: ignore[method-assign]


def _add_common(operation: dict[str, Any]) -> None:
    statuses = (*ALWAYS, *WITH_A_BODY) if "requestBody" in operation else ALWAYS
    for status, described in documented(*statuses).items():
        operation["responses"].setdefault(str(status), described)
