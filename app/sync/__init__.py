"""Sends the outbox, applies the answers, asks the centre questions; the HTTP client lives here."""
