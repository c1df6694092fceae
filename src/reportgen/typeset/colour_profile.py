"""The ICC profile (ICC.1:2001-04, version 2) of sRGB, made from its definition in IEC 61966-2-1."""

from __future__ import annotations

import struct
from typing import Final

_TAGS: Final = (b"desc", b"cprt", b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")
_WHITE: Final = (0.9642, 1.0, 0.8249)
# Primaries, adapted to the white of the profile connection space (D50) by Bradford's matrix.
_PRIMARIES: Final = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
_STEPS: Final = 256


def srgb() -> bytes:
    """Return the profile; the same bytes each time."""
    curve = struct.pack(f">4sII{_STEPS}H", b"curv", 0, _STEPS, *(_linear(n / (_STEPS - 1)) for n in range(_STEPS)))
    name = b"sRGB\0"
    described = struct.pack(">4sII", b"desc", 0, len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)
    parts = [described, b"text" + bytes(4) + b"CC0\0", *map(_xyz, (_WHITE, *_PRIMARIES)), curve]
    parts = [part + bytes(-len(part) % 4) for part in parts]
    at = 128 + 4 + 12 * len(_TAGS)
    places = [at + sum(map(len, parts[:n])) for n in range(len(parts))]
    # The three curves are one.
    places += places[-1:] * 2
    parts_of = [*parts, parts[-1], parts[-1]]
    table = b"".join(struct.pack(">4sII", *row) for row in zip(_TAGS, places, map(len, parts_of), strict=True))
    body = struct.pack(">I", len(_TAGS)) + table + b"".join(parts)
    return _header(128 + len(body)) + body


def _linear(value: float) -> int:
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI3i", b"XYZ ", 0, *(round(value * 65536) for value in values))


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    white = struct.pack(">3i", *(round(value * 65536) for value in _WHITE))
    begun = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    return (begun + made + b"acsp" + bytes(4 + 4 + 4 + 4 + 8 + 4) + white).ljust(128, b"\0")
