"""Drives the real screens over simulated devices and an embedded centre."""
