"""Raw to normal form: everything a capture gives, field by field, with offsets and confidence. Pure."""

from __future__ import annotations

from resolution.captures import Capture
from resolution.mentions import addresses, emails, handles, images, names, phones
from resolution.mentions.mention import Mention

__all__ = ["Mention", "extract"]

_KINDS = (phones, emails, handles, addresses, images, names)


def extract(capture: Capture) -> list[Mention]:
    """All mentions of a capture, sorted, each (kind, field, start, raw, normalised) once."""
    found: dict[tuple[str, str, int, str, str], Mention] = {}
    for kind in _KINDS:
        for mention in kind.mentions(capture):
            place = -1 if mention.start is None else mention.start
            found.setdefault((mention.kind, mention.field, place, mention.raw, mention.normalised), mention)
    return [found[key] for key in sorted(found)]
