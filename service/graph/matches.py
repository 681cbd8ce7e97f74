"""What a search finds, over whatever a store fetches: matches are ranked so many at a time, and every one of them can be reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from service.graph import cursors, indexing, searching
from service.graph.reader import BETWEEN_ENTITIES, FIRST, OF_ADS, Period, Ranked, Reach, Reader, Start, Wish
from service.graph.store import Hit, Page, SearchQuery

RANKED = 200  # matches that are ranked together; those after them are the next so many
MAX_HANDLES = 500  # platforms on which one name is looked for

Matches = Callable[[Start], tuple[list[Ranked], Start | None]]  # some matches, best first, and where the next are


def search(reader: Reader, query: SearchQuery, start: Start, after: tuple[Any, ...] | None, limit: int) -> Page[Hit]:
    """From `start` on the hits that follow (score, last seen, id) of the last one shown."""
    wish, matches = _matches(reader, query)
    shown: list[tuple[Start, Ranked]] = []
    further: Start | None = start
    while further is not None and len(shown) <= limit:
        here, (ranked, further) = further, matches(further)
        shown += [(here, one) for one in ranked if after is None or searching.follows(one, after)]
        after = None
    page = cursors.page(shown, limit, lambda item: (*item[0], item[1].score, item[1].last_seen, item[1].id))
    nodes = reader.nodes([one.id for _, one in page.items])
    highlights = searching.highlighter(wish)
    hits = (Hit(nodes[one.id], one.score, highlights(nodes[one.id])) for _, one in page.items)
    return Page(tuple(hits), page.next_cursor)


def _matches(reader: Reader, query: SearchQuery) -> tuple[Wish, Matches]:
    near = query.near
    inside = None
    if near is not None:
        located = reader.places(None, None, searching.box(near))
        inside = [p for p, lat, lon in located if lat is not None and lon is not None and searching.within(lat, lon, near)]
    wish = searching.wish(query, inside)
    if query.phones or query.email or query.handle:
        return wish, _by_value(reader, query, wish)
    nothing = not wish.words and not wish.names and not wish.facets and wish.types is None and not (query.since or query.until)

    def matches(start: Start) -> tuple[list[Ranked], Start | None]:
        if nothing or inside == []:
            return [], None
        found = reader.full_text(wish, start, RANKED)
        return searching.rank(found.candidates, wish), found.further

    return wish, matches


def _by_value(reader: Reader, query: SearchQuery, wish: Wish) -> Matches:
    """The value's own nodes, and who and which ads stand beside them; of many by id."""
    asked = (("phone", query.phones, query.phones), ("email", query.email, _email(query.email)), ("handle", query.handle, _handles(reader, query.handle)))
    groups = [[node.id for node in reader.entities_by_value(type, values)] for type, given, values in asked if given]
    exact = {id for group in groups for id in group}
    ids = sorted(set.intersection(*(_with_neighbours(reader, group) for group in groups)), key=lambda id: (id not in exact, id))

    def matches(start: Start) -> tuple[list[Ranked], Start | None]:
        end = start[0] + RANKED
        nodes = reader.nodes(ids[start[0] : end]).values()
        ranked = searching.rank((searching.candidate(node) for node in nodes if searching.passes(node, wish)), wish, exact)
        return ranked, (end, 0) if end < len(ids) else None

    return matches


def _with_neighbours(reader: Reader, ids: Sequence[str]) -> set[str]:
    reach = Reach((BETWEEN_ENTITIES, OF_ADS), ("person", "owner", "ad"), 0.0, Period.of(None, None))
    return {*ids, *(step.other for step in reader.expand(ids, reach))} if ids else set()


def _email(email: str | None) -> tuple[str, ...]:
    return (email.strip().lower(),) if email else ()


def _handles(reader: Reader, handle: str | None) -> tuple[str, ...]:
    """A handle as "platform:name"; without its platform, that name on each."""
    folded = (handle or "").strip().lstrip("@").lower()
    if not folded or ":" in folded:
        return (folded,) if folded else ()
    found = reader.full_text(Wish(tuple(indexing.words(folded)), (), Period.of(None, None), frozenset({"handle"})), FIRST, MAX_HANDLES)
    held = [str(node.properties.get("value")) for node in reader.nodes([one.id for one in found.candidates]).values()]
    return tuple(sorted(value for value in held if value.split(":", 1)[-1] == folded))
