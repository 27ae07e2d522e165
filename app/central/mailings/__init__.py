"""Completed cases that are mailed: docs/integration/mailing-carrier.md says how a carrier serves it."""
