"""The words of the house: cases, service items, persons, evaluations and the ports between rooms.

Standard library only; knows neither devices nor databases nor screens.
"""
