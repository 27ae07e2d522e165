"""Service items, their forms and rules as data: loaded, checked, evaluated.

The doors: `load_catalogue` and `validate` here; `form_checks` (one field, a form, prefill), `review` (what is shown
before signing), `application` (a whole application), `search`, `working_days`, and `samples` (invented applications).
"""

from app.catalogue.findings import Finding
from app.catalogue.loader import LoadedCatalogue, load_catalogue, validate

__all__ = ["Finding", "LoadedCatalogue", "load_catalogue", "validate"]
