"""What is said of a key of report.toml, and what its value must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

_NAMES: Final = {
    "str": ("pattern", "min_length"),
    "list": ("min_length",),
    "float": ("ge", "gt", "le"),
    "int": ("ge", "gt", "le"),
}


@dataclass(frozen=True)
class Constraints:
    """A description of a key and, where they are given, bounds of its value.

    Stands in ``Annotated`` in the place of pydantic's ``Field``, so that settings that are known already can be
    read from the cache without loading pydantic, which takes as long as drafting a brief
    (https://docs.pydantic.dev/latest/concepts/types/#customizing-validation-with-__get_pydantic_core_schema__).
    """

    description: str
    pattern: str | None = None
    min_length: int | None = None
    ge: float | None = None
    gt: float | None = None
    le: float | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Return pydantic's schema of the value with the bounds added."""
        schema = handler(source)
        names = _NAMES.get(schema["type"], ())
        return schema | {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        """Return the JSON Schema of the value with the description added."""
        return handler(schema) | {"description": self.description}
