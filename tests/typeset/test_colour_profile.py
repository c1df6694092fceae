from __future__ import annotations

import struct

from reportgen.typeset.colour_profile import srgb


def test_the_profile_says_how_long_it_is_and_where_its_parts_are() -> None:
    made = srgb()
    assert struct.unpack(">I", made[:4]) == (len(made),)
    assert made[12:20] == b"mntrRGB "
    assert made[36:40] == b"acsp"
    (count,) = struct.unpack(">I", made[128:132])
    parts = [struct.unpack(">4sII", made[132 + 12 * n : 144 + 12 * n]) for n in range(count)]
    assert {name for name, _, _ in parts} == {*(b"desc cprt wtpt rXYZ gXYZ bXYZ rTRC gTRC bTRC".split())}
    assert all(at % 4 == 0 and at + size <= len(made) for _, at, size in parts)


def test_the_primaries_add_up_to_the_white_of_the_profile() -> None:
    made = srgb()
    places = {made[at : at + 4]: struct.unpack(">I", made[at + 4 : at + 8])[0] for at in range(132, 132 + 9 * 12, 12)}
    primaries = [struct.unpack(">3i", made[places[name] + 8 :][:12]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    total = [sum(column) / 65536 for column in zip(*primaries, strict=True)]
    assert all(abs(one - other) < 0.001 for one, other in zip(total, (0.9642, 1.0, 0.8249), strict=True))


def test_it_is_the_same_each_time() -> None:
    assert srgb() == srgb()
