"""PDFium bears one thread at a time, in the whole process."""

from __future__ import annotations

import threading
from typing import Final

DRAWING: Final = threading.Lock()
"""Held around each use of PDFium, also where one of its objects is closed."""
