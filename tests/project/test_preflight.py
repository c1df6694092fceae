from __future__ import annotations

import pytest

from reportgen.findings.model import collect
from reportgen.project.preflight import check_date


@pytest.mark.parametrize("given", ["", "0", "1582934400", "9" * 30])
def test_times_are_taken(given: str) -> None:
    assert collect(check_date(given)).findings == ()


@pytest.mark.parametrize("given", ["yesterday", "-1", "1.5", "٣", " 1"])
def test_what_is_no_time_is_reported(given: str) -> None:
    (found,) = collect(check_date(given)).findings
    assert found.code == "PRJ004"
    assert f'"{given}"' in found.message
