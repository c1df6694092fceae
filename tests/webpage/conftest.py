from __future__ import annotations

import pytest

from conftest import copied_rivers
from webpage.making import Page, made


@pytest.fixture(scope="session")
def rivers_page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of the small project: not to be changed."""
    return made(copied_rivers(tmp_path_factory.mktemp("page")))
