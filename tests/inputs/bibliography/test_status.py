"""Whether a work still stands, by what exports write of it."""

from __future__ import annotations

import pytest

from reportgen.inputs.bibliography.status import status_of


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"title": "RETRACTED: Bridges and floods"}, "retracted"),
        ({"title": "Bridges and floods (Retracted article. See vol. 3)"}, "retracted"),
        ({"title": "RETRACTION: Bridges and floods"}, "retracted"),
        ({"title": "Retraction notice to: Bridges and floods"}, "retracted"),
        ({"title": "WITHDRAWN - Bridges and floods"}, "withdrawn"),
        ({"title": "REMOVED: Bridges and floods"}, "withdrawn"),
        ({"title": "Corrigendum to “Bridges and floods”"}, "corrected"),
        ({"title": "Erratum: Bridges and floods"}, "corrected"),
        ({"note": "This article has been withdrawn by the publisher."}, "withdrawn"),
        ({"note": "Superseded by the second edition"}, "superseded"),
        ({"keywords": "bridges, retracted"}, "retracted"),
        ({"title": "The removal of bridges"}, ""),
        ({"title": "Withdrawn from the river: bridges of 1920"}, ""),
        ({"title": "Why the troops were withdrawn"}, ""),
        ({"title": "Removed bridges of the Elbe"}, ""),
        ({"title": "Withdrawal: the end of an empire", "status": "published"}, ""),
        ({"status": "Retracted"}, "retracted"),
    ],
)
def test_the_status_of_a_work(fields: dict[str, str], status: str) -> None:
    assert status_of(fields)[0] == status
