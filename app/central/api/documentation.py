"""The OpenAPI document, with the problem document that every route names."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from app.central.api.problems import ProblemDocument


def install(app: FastAPI) -> None:
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("ProblemDocument", ProblemDocument.model_json_schema())
        return document

    # the way FastAPI names for extending the document
    app.openapi = openapi  # type: ignore[method-assign]
