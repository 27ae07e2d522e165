"""Bytes and devices. No app, no Qt, no database. The door is written in this file."""
