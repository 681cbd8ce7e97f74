"""Questions that handlers ask, answered from the graph and, where it must be, the record store."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from resolution import explain
from service import lists, views
from service.context import Clew
from service.errors import Invalid, NotFound, Restricted
from service.graph.store import Hit, Limits, LinkQuery, NetworkFilter, NetworkOrder, Page, SearchQuery
from service.keys import Permission, Principal
from service.numbers import candidates
from service.words import links_view

PHONE_ADS = 100


def ad_in_full(clew: Clew, ad: str, principal: Principal) -> dict[str, Any]:
    """An ad with its captures, mentions and entities. Raises NotFound or Restricted."""
    held = clew.store.ad(ad)
    if held is None:
        raise NotFound(f"No ad {ad}")
    node = clew.graph.node(ad)
    flagged = held.get("referral") or (node is not None and node.properties.get("referral")) or _minor(held)
    if flagged and not principal.sees_referred:
        raise Restricted
    return held


def _minor(held: dict[str, Any]) -> bool:
    """Whether a capture states an age under 18: true before the graph knows."""
    ages = (capture.get("age") for capture in held.get("captures", ()))
    return any(isinstance(age, int) and age < 18 for age in ages)


def timeline(clew: Clew, id: str, part: tuple[str | None, int], principal: Principal, *, companions: bool) -> dict[str, Any]:
    """Dated places of an entity, and who moved along."""
    clew.node(id, principal)
    answer = clew.found(clew.graph.timeline(id, companions=companions), id)
    items = [
        {"at": stay.first_seen, "until": stay.last_seen, "place": stay.place.removeprefix("place:"), "ad": stay.ad, "entity_id": stay.entity}
        for stay in answer.stays
    ]
    shown = {"entity_id": id, **lists.page(items, part, lists.by("at", "place", "ad"))}
    return shown | ({"companions": [_companion(companion, principal) for companion in answer.companions]} if companions else {})


def _companion(companion: Any, principal: Principal) -> dict[str, Any]:
    if views.hidden(companion.node, principal):
        return views.node_view(companion.node, principal)
    places = [place.removeprefix("place:") for place in companion.places]
    return {**views.node_view(companion.node, principal), "places": places, "days_together": companion.days_together}


def surroundings(clew: Clew, id: str, limits: Limits, principal: Principal) -> dict[str, Any]:
    """Nodes and relationships around an entity."""
    graph = clew.graph.neighbourhood(id, limits)
    if graph is None:
        raise clew.missing(id)
    clew.held(next((node for node in graph.nodes if node.id == id), None), id, principal)
    return views.graph_view(graph, principal)


def networks(
    clew: Clew, wanted: NetworkFilter, order: NetworkOrder, part: tuple[str | None, int], principal: Principal
) -> dict[str, Any]:
    """Networks that match; for who may only count by no name, and none of so few persons that they could be told apart."""
    if not principal.may(Permission.READ):
        if wanted.owner:
            raise Restricted("Networks are found by an owner's name only with the right to read")
        wanted = replace(wanted, min_size=max(wanted.min_size or 0, views.SMALL))
    return views.page_view(clew.graph.networks(wanted, order, *part), views.network_view, principal)


def network(clew: Clew, id: str, principal: Principal) -> dict[str, Any]:
    """A whole network."""
    node = clew.node(id, principal)
    graph = clew.found(clew.graph.network(id), id)
    return {**views.network_head(node), **views.graph_view(graph, principal), "network_id": id}


def links(clew: Clew, source: str, target: str, query: LinkQuery, principal: Principal) -> dict[str, Any]:
    """The best paths between two things, in words."""
    found = clew.graph.shortest_links(source, target, query)
    if found is None:
        raise next(clew.missing(end) for end in (source, target) if clew.graph.node(end) is None)
    return links_view(found, principal)


def search(clew: Clew, asked: SearchQuery, part: tuple[str | None, int], principal: Principal) -> dict[str, Any]:
    """What matches, best first; `asked` holds a phone as it was written. One that cannot be read matches nothing.

    What is hidden is left out: that it matches would say what it holds.
    """
    if asked == SearchQuery(types=asked.types):
        raise Invalid("Name something to search for: q, phone, email, handle, name, city, country, near, from or to")
    query = replace(asked, phones=tuple(e164 for written in asked.phones for e164, _ in candidates(written, asked.country)))
    found: Page[Hit] = Page(()) if asked.phones and not query.phones else clew.graph.search(query, *part)
    shown = Page(tuple(hit for hit in found.items if not views.hidden(hit.node, principal)), found.next_cursor)
    return views.page_view(shown, views.hit_view, principal)


def phone(clew: Clew, number: str, country: str | None, principal: Principal) -> dict[str, Any]:
    """The held numbers that a written one may be. Raises NotFound if there is none."""
    read = dict(candidates(number, country))
    held = [(node, read[str(node.properties.get("value"))]) for node in clew.graph.entities_by_value("phone", list(read))]
    if not held:
        raise NotFound("No such number is held")
    total = sum(share for _, share in held)
    listed = [_candidate(clew, node, share / total, principal) for node, share in sorted(held, key=lambda item: (-item[1], item[0].id))]
    return {"number": number, "candidates": listed}


def _candidate(clew: Clew, node: Any, probability: float, principal: Principal) -> dict[str, Any]:
    ads = clew.graph.ads_of(node.id, None, PHONE_ADS)
    return {
        "e164": node.properties.get("value"),
        "probability": probability,
        "entity": views.node_view(node, principal),
        "ads": [views.ad_view(ad, principal) for ad in ads.items],
        "ads_total": node.properties.get("ads"),
    }


def why(clew: Clew, id: str, principal: Principal) -> dict[str, Any]:
    """The evidence that built an entity."""
    store = clew.store
    clew.node(id, principal)
    return explain.why(store, id)


def explanation(clew: Clew, a: str, b: str, principal: Principal) -> dict[str, Any]:
    """The waterfall of two ads or entities."""
    store = clew.store
    for end in (a, b):
        clew.node(end, principal)
    return explain.explain(store, a, b)


def history(clew: Clew, id: str, principal: Principal) -> list[dict[str, Any]]:
    """The events of an entity or network, also of one that ended."""
    events = clew.store.history(id)
    node = clew.graph.node(id)
    if node is not None:
        clew.held(node, id, principal)
    if node is None and not events:
        raise NotFound(f"Nothing was ever held as {id}")
    return events
