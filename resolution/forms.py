"""Forms: distinct normalised writings of values, as mentions and directory rows give them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from resolution.captures import DirectoryRecord
from resolution.mentions import addresses, owners, phones


@dataclass(frozen=True, slots=True)
class Form:
    """One distinct normalised writing of a value."""

    kind: str
    normalised: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """`kind:normalised`."""
        return f"{self.kind}:{self.normalised}"


def directory_forms(record: DirectoryRecord) -> tuple[tuple[str, Form], ...]:
    """What a directory row holds, as given and as forms: its phone, its owner and the owner's address."""
    parts = addresses.parse(record.owner_address or "")
    read = phones.read(record.phone)
    found = [(record.phone, Form("phone", read[0][0] if read else owners.phone(record.phone)))]
    if record.owner_name and (name := owners.fold(record.owner_name)):
        normalised = " | ".join(filter(None, (name, parts.canonical)))
        found.append((record.owner_name, Form("owner", normalised, {"name": name, **_parts(parts)})))
    if record.owner_address and parts.canonical:
        found.append((record.owner_address, Form("address", parts.canonical, _parts(parts))))
    return tuple(found)


def _parts(parts: addresses.AddressParts) -> dict[str, Any]:
    return {**asdict(parts), "precise": parts.precise}
