"""Once at its start and then once a day the service removes what retention rules keep no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resolution import retention
from service import removal
from service.audit import Entry
from service.keys import Role
from service.repeating import Repeating

if TYPE_CHECKING:
    from service.context import Clew

DAY = 86_400.0
AUTHOR = "service"


def keeping(clew: Clew) -> Repeating:
    """What carries the rules out."""
    return Repeating("retention", lambda: keep(clew), seconds=DAY, wait=0.0)


def keep(clew: Clew) -> None:
    """Remove what is due, if anything is."""
    if any(rule["due"] for rule in retention.rules(clew.store)):
        done = removal.retain(clew, AUTHOR)
        subject = clew.audit.subject({"removal_id": done["removal_id"]})
        clew.audit.append(Entry(AUTHOR, Role.ADMIN, "POST", "/v1/retention/removals", subject, status=201))
