"""One value found in one capture, raw and normalised. Pure: everything in this folder turns text into mentions."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mention:
    """A value in a field of a capture; `start` and `end` are character offsets in `title` or `text`, else None."""

    kind: str  # phone, email, handle, address, image, name
    raw: str  # as given; from free text without separators at its ends; for an image its pdq
    normalised: str  # E.164, lower-case e-mail, "telegram:name", canonical address, pdq, folded name; the likeliest reading
    field: str  # "phones[0]", "title", "text", "images[1]"
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0  # that this is such a value at all
    readings: tuple[tuple[str, float], ...] = ()  # a phone's candidates (E.164, prior probability), likeliest first
    detail: dict[str, Any] = dataclasses.field(default_factory=dict)  # parsed parts: street, number, unit, postcode, city of an address
