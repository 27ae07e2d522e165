"""Resident identity-card reader."""
