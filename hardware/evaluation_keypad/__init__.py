"""Evaluation keypad."""
