"""Typed audit events and the hash chain."""
