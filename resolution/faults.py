"""What no record may hold, known field or not: values that JSON, the stores or a reader's terminal cannot carry."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

DEEPEST = 32  # levels; an ad has four, and a bomb has thousands
LARGEST = 2**63 - 1
# Tab, line feed, vertical tab, form feed and carriage return are what damaged pages hold; the rest steer terminals or end strings.
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def fault(value: Any, path: str = "", depth: int = 0) -> tuple[str, str] | None:
    """The path of the first value that cannot be kept, and why; None if all can."""
    if isinstance(value, str):
        wrong = FORBIDDEN.search(value)
        return (path, _named(wrong.group())) if wrong else None
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return None if -LARGEST <= value <= LARGEST else (path, "is a number of more than 64 bits")
    if isinstance(value, float):
        return None if math.isfinite(value) else (path, "is not a finite number")
    if depth >= DEEPEST:
        return path, f"is nested more than {DEEPEST} levels deep"
    if isinstance(value, Mapping):
        return _in_object(value, path, depth)
    if isinstance(value, (list, tuple)):
        return next((found for at, item in enumerate(value) if (found := fault(item, f"{path}[{at}]", depth + 1))), None)
    # Readers of typed files (Excel, Parquet) pass moments as they are; whatever else JSON cannot say is refused.
    return None if hasattr(value, "isoformat") else (path, f"is a {type(value).__name__}, which JSON cannot say")


def _in_object(value: Mapping[Any, Any], path: str, depth: int) -> tuple[str, str] | None:
    for name, item in value.items():
        if not isinstance(name, str):
            return path, "has a field whose name is not a string"
        wrong = fault(name, path) or fault(item, f"{path}.{name}" if path else name, depth + 1)
        if wrong:
            return wrong
    return None


def _named(character: str) -> str:
    kind = "half of a surrogate pair" if "\ud800" <= character <= "\udfff" else "a control character"
    return f"holds {kind} (U+{ord(character):04X})"
