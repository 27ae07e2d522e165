"""Bianmin Terminal (便民终端): see docs/house.md for the map of the rooms."""

VERSION = "0.1.0"
