"""Desks with papers on them, drawn: a page of text with a red stamp, laid anywhere, photographed from a slant."""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

import cv2
import numpy as np

A4, CARD = (1240, 1754), (1012, 638)
"""150 and 300 dots per inch."""
SIZE = (1920, 1080)


@cache
def page(size: tuple[int, int] = A4, paper: int = 245) -> np.ndarray:
    """Lines of text, flush at the left and ragged at the right, a heading, a red stamp at the lower right."""
    width, height = size
    out = np.full((height, width, 3), paper, np.uint8)
    chance = np.random.default_rng(9)
    unit = width // 40
    cv2.rectangle(out, (width // 3, 3 * unit), (2 * width // 3, 5 * unit), (30, 30, 30), -1)
    for y in range(8 * unit, height - 4 * unit, 2 * unit):
        x = 4 * unit
        end = x + int((width - 8 * unit) * chance.uniform(0.55, 1.0))
        while x < end:
            length = int(chance.integers(unit // 2, 2 * unit))
            for stroke in range(0, length, max(3, unit // 4)):
                top = y + int(chance.integers(0, unit // 3))
                cv2.line(out, (x + stroke, top), (x + stroke + unit // 8, y + unit), (40, 40, 40), max(2, unit // 10))
            x += length + unit // 2
    stamp = (width - 9 * unit, height - 9 * unit)
    cv2.circle(out, stamp, 4 * unit, (40, 40, 210), max(3, unit // 4))
    cv2.putText(out, "OK", (stamp[0] - 2 * unit, stamp[1] + unit), 0, unit / 14, (40, 40, 210), max(3, unit // 4))
    return out


def card() -> np.ndarray:
    """A bluish card with a portrait's place and rounded corners (drawn by `laid`)."""
    out = page(CARD, 250).copy()
    out[:, :, 2] = (out[:, :, 2] * 0.85).astype(np.uint8)
    cv2.rectangle(out, (640, 110), (930, 480), (120, 140, 170), -1)
    return out


@cache
def desk(level: int = 90, size: tuple[int, int] = SIZE) -> np.ndarray:
    width, height = size
    chance = np.random.default_rng(5)
    grain = cv2.GaussianBlur(chance.normal(0, 1, (height, width)).astype(np.float32), (0, 0), sigmaX=30, sigmaY=1.5)
    wood = level * (1 + 0.9 * grain / np.abs(grain).max() * 0.12)
    return np.stack([wood * 0.82, wood * 0.93, wood], axis=2).clip(0, 255).astype(np.uint8)


def corners_of(
    size: tuple[int, int], middle: tuple[float, float], height_px: float, turn_deg: float = 0.0, slant: float = 0.0
) -> np.ndarray:
    """Of a sheet: `slant` narrows its far end. Upper left, upper right, lower right, lower left as it is read."""
    w, h = height_px * size[0] / size[1] / 2, height_px / 2
    square = np.array([[-w, -h], [w, -h], [w, h], [-w, h]])
    a = radians(turn_deg)
    turned = square @ np.array([[cos(a), sin(a)], [-sin(a), cos(a)]])
    depth = 1 + slant * turned[:, 1:] / height_px
    return np.asarray(turned * depth + np.array(middle))


def laid(scene: np.ndarray, sheet: np.ndarray, corners: np.ndarray, rounded: int = 0) -> np.ndarray:
    """The sheet on the desk, with a soft shadow at its edges."""
    height, width = sheet.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners.astype(np.float32))
    mask = np.full((height, width), 255, np.uint8)
    if rounded:
        mask[:] = 0
        cv2.rectangle(mask, (rounded, 0), (width - rounded, height), 255, -1)
        cv2.rectangle(mask, (0, rounded), (width, height - rounded), 255, -1)
        for x in (rounded, width - rounded):
            for y in (rounded, height - rounded):
                cv2.circle(mask, (x, y), rounded, 255, -1)
    out_size = (scene.shape[1], scene.shape[0])
    shrink = max(1.0, width / float(np.linalg.norm(corners[1] - corners[0])))
    calm = cv2.GaussianBlur(sheet, (0, 0), 0.4 * shrink) if shrink > 1.2 else sheet
    there = cv2.warpPerspective(calm, matrix, out_size, flags=cv2.INTER_LINEAR)
    where = cv2.warpPerspective(mask, matrix, out_size).astype(np.float32)[:, :, None] / 255
    shadow = 1 - 0.25 * cv2.GaussianBlur(where[:, :, 0], (0, 0), 5)[:, :, None] * (1 - where)
    out = scene * (shadow * (1 - where))
    out += there * where
    return out.clip(0, 255, out=out).astype(np.uint8)


def lit(picture: np.ndarray, across: float = 1.0, down: float = 1.0, all_over: float = 1.0) -> np.ndarray:
    """Light that falls to these shares at the right and at the lower edge; with the camera's grain."""
    height, width = picture.shape[:2]
    light = np.linspace(1, across, width)[None, :, None] * np.linspace(1, down, height)[:, None, None] * all_over
    out = picture * light.astype(np.float32)
    out += _grain(picture.shape)
    return out.clip(0, 255, out=out).astype(np.uint8)


@cache
def _grain(shape: tuple[int, ...]) -> np.ndarray:
    return np.random.default_rng(6).normal(0, 2, shape).astype(np.float32)


def with_glare(picture: np.ndarray, at: tuple[int, int], radius: int) -> np.ndarray:
    spot = np.zeros(picture.shape[:2], np.float32)
    cv2.circle(spot, at, radius, 1.0, -1)
    spot = cv2.GaussianBlur(spot, (0, 0), radius / 4)[:, :, None]
    return (picture + 400 * spot).clip(0, 255).astype(np.uint8)
