"""One graph that can be read by eye, in each store: what every question answers."""

from __future__ import annotations

import pytest
from graphs import DAYS, node, relationship, small

from service.graph.store import (
    Area,
    BadCursor,
    Batch,
    ForeignGraph,
    GraphStore,
    Limits,
    LinkPath,
    LinkQuery,
    MissingEnds,
    NetworkFilter,
    SearchQuery,
)


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    graph = small()
    store.apply(Batch(7, graph.nodes, graph.relationships))
    return store


def walked(path: LinkPath) -> list[str]:
    return [path.steps[0].source.id, *(step.target.id for step in path.steps)]


def test_node_holds_its_record_and_lists_do_not(filled: GraphStore) -> None:
    node = filled.node("network-1")
    assert node is not None
    assert node.properties["record"] == '{"network_id": "network-1"}'
    assert "record" not in filled.nodes(["network-1"])[0].properties
    assert filled.node("network-2") is None
    assert [n.id for n in filled.nodes(["place:NO/oslo", "nothing", "s.example/1", "person-0"])] == ["place:NO/oslo", "s.example/1", "person-0"]


def test_claim_refuses_another_record_store(filled: GraphStore) -> None:
    filled.claim("contract")
    with pytest.raises(ForeignGraph, match=r"not (of|to) another"):
        filled.claim("another")


def test_position_moves_with_the_batch(filled: GraphStore) -> None:
    assert filled.position() == 7
    filled.apply(Batch(9))
    assert filled.position() == 9


def test_a_batch_with_missing_ends_writes_nothing(filled: GraphStore) -> None:
    relationship = small().relationships[0]
    with pytest.raises(MissingEnds) as missing:
        filled.apply(Batch(11, relationships=[relationship.__class__("person-0", "phone-9", "USES")]))
    assert missing.value.args == ("phone-9",)
    assert filled.position() == 7


def test_removing_a_node_removes_its_relationships_and_words(filled: GraphStore) -> None:
    filled.apply(Batch(8, removed_nodes=["phone-1", "nothing", "s.example/3"], removed_relationships=[("person-3", "USES", "phone-hub")]))
    ids = {r.id for r in filled.dump_relationships()}
    assert not any("phone-1" in id or "s.example/3" in id or id == "person-3|USES|phone-hub" for id in ids)
    assert not filled.search(SearchQuery(q="90000001", types=frozenset({"phone"}))).items
    assert filled.entities_by_value("phone", ["+4790000001"]) == ()


def test_neighbourhood_stops_at_hubs_and_says_so(filled: GraphStore) -> None:
    around = filled.neighbourhood("person-0", Limits(hops=2))
    assert around is not None
    assert [node.id for node in around.nodes] == ["person-0", "handle-1", "phone-1", "person-1", "owner-1"]
    assert around.left_out.hubs == ("phone-hub",)
    assert not around.truncated
    assert {r.id for r in around.relationships} == {"person-0|USES|phone-1", "person-0|USES|handle-1", "person-1|USES|phone-1", "phone-1|REGISTERED_TO|owner-1"}
    assert next(r for r in around.relationships if r.target == "phone-1").evidence_values == ("900 00 001",)
    through = filled.neighbourhood("person-0", Limits(hops=2, include_hubs=True))
    assert through is not None
    assert {"phone-hub", "person-2", "person-3"} <= {node.id for node in through.nodes}


def test_neighbourhood_limits(filled: GraphStore) -> None:
    cut = filled.neighbourhood("person-1", Limits(hops=3, max_nodes=2))
    assert cut is not None
    assert [node.id for node in cut.nodes] == ["person-1", "phone-1"]
    assert cut.truncated
    assert cut.left_out.nodes == {"phone": 1}
    likely = filled.neighbourhood("person-1", Limits(min_probability=0.6))
    assert likely is not None
    assert "phone-2" not in {node.id for node in likely.nodes}
    placed = filled.neighbourhood("person-1", Limits(types=frozenset({"ad", "place", "network"})))
    assert placed is not None
    assert {node.id for node in placed.nodes} == {"person-1", "s.example/1", "place:NO/oslo", "network-1"}
    assert filled.neighbourhood("nobody", Limits()) is None
    early = filled.neighbourhood("person-0", Limits(until="2026-02-01"))
    assert early is not None
    assert [node.id for node in early.nodes] == ["person-0"]


def test_shortest_links(filled: GraphStore) -> None:
    links = filled.shortest_links("person-0", "person-2", LinkQuery(k=3))
    assert links is not None
    assert [walked(path) for path in links.paths] == [
        ["person-0", "phone-1", "owner-1", "phone-2", "person-2"],
        ["person-0", "phone-1", "person-1", "phone-2", "person-2"],
    ]
    assert links.paths[0].probability == pytest.approx(0.9 * 0.7 * 0.9 * 0.5)
    assert links.paths[1].probability == pytest.approx(0.9 * 0.8 * 0.5 * 0.5)
    assert links.searched.hubs == ("phone-hub",)
    assert links.searched.complete
    first = links.paths[0].steps[0].relationship
    assert (first.evidence, first.evidence_at, first.evidence_values) == (("s.example/0",), (DAYS[0],), ("900 00 001",))


def test_shortest_links_through_hubs_avoiding_and_of_ads(filled: GraphStore) -> None:
    through = filled.shortest_links("person-0", "person-2", LinkQuery(include_hubs=True))
    assert through is not None
    assert walked(through.paths[0]) == ["person-0", "phone-hub", "person-2"]
    to_hub = filled.shortest_links("person-0", "phone-hub", LinkQuery())
    assert to_hub is not None
    assert walked(to_hub.paths[0]) == ["person-0", "phone-hub"]
    none = filled.shortest_links("person-0", "person-2", LinkQuery(avoid=frozenset({"phone-1"})))
    assert none is not None
    assert none.paths == ()
    ads = filled.shortest_links("s.example/0", "s.example/2", LinkQuery())
    assert ads is not None
    assert walked(ads.paths[0]) == ["s.example/0", "phone-1", "owner-1", "phone-2", "person-2", "s.example/2"]
    same = filled.shortest_links("person-0", "person-0", LinkQuery())
    assert same is not None
    assert same.paths[0].steps == ()
    assert filled.shortest_links("person-0", "nobody", LinkQuery()) is None


def test_network_is_complete_and_has_no_hub(filled: GraphStore) -> None:
    network = filled.network("network-1")
    assert network is not None
    assert [node.id for node in network.nodes] == ["owner-1", "person-0", "person-1", "person-2", "phone-1", "phone-2"]
    assert len(network.relationships) == 6
    assert filled.network("person-0") is None


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (NetworkFilter(), True),
        (NetworkFilter(country="no", city="Oslo", site="s.example", indicator="rotating_phones", owner="nielsen", min_size=3), True),
        (NetworkFilter(city="place:NO/oslo", since="2026-03-20", until="2026-03-20"), True),
        (NetworkFilter(country="SE"), False),
        (NetworkFilter(min_size=4), False),
        (NetworkFilter(max_size=2), False),
        (NetworkFilter(owner="jensen"), False),
        (NetworkFilter(since="2026-04-01"), False),
    ],
)
def test_networks_by_filter(filled: GraphStore, filter: NetworkFilter, found: bool) -> None:
    for order in ("size", "growth", "newest", "cohesion"):
        assert [n.id for n in filled.networks(filter, order).items] == (["network-1"] if found else [])


def test_ads_of_pages_latest_first(filled: GraphStore) -> None:
    page = filled.ads_of("network-1", limit=2)
    assert [ad.id for ad in page.items] == ["s.example/2", "s.example/1"]
    rest = filled.ads_of("network-1", page.next_cursor, limit=2)
    assert ([ad.id for ad in rest.items], rest.next_cursor) == (["s.example/0"], None)
    assert [ad.id for ad in filled.ads_of("owner-1").items] == ["s.example/1", "s.example/0"]
    assert len(filled.ads_of("site:s.example").items) == len(filled.ads_of("place:NO/oslo").items) == 4
    with pytest.raises(BadCursor):
        filled.ads_of("network-1", "nonsense")
    with pytest.raises(BadCursor):
        filled.networks(NetworkFilter(), cursor=page.next_cursor)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (SearchQuery(q="ann"), "person-0"),
        (SearchQuery(q="ÅNNA", types=frozenset({"ad"})), "s.example/3"),
        (SearchQuery(phones=("+4790000001",)), "phone-1"),
        (SearchQuery(phones=("+4790000001",), types=frozenset({"person"})), "person-0"),
        (SearchQuery(handle="@Anna"), "handle-1"),
        (SearchQuery(handle="telegram:anna", name="Anna"), "handle-1"),
        (SearchQuery(name="clara", city="Oslo", country="no"), "person-2"),
        (SearchQuery(name="Hannah"), "person-0"),
        (SearchQuery(name="Nilsen", types=frozenset({"owner"})), None),
        (SearchQuery(name="Nielsson"), None),
        (SearchQuery(name="Klara", types=frozenset({"person"})), "person-2"),
        (SearchQuery(q="Klara"), None),
        (SearchQuery(near=(59.9, 10.7, 10.0), types=frozenset({"ad"}), until="2026-03-01"), "s.example/0"),
        (SearchQuery(near=(10.0, 10.7, 10.0)), None),
        (SearchQuery(q="anna", since="2027-01-01", types=frozenset({"person", "ad"})), None),
        (SearchQuery(), None),
    ],
)
def test_search(filled: GraphStore, query: SearchQuery, first: str | None) -> None:
    items = filled.search(query).items
    assert (items[0].node.id if items else None) == first


def test_search_highlights_and_pages(filled: GraphStore) -> None:
    page = filled.search(SearchQuery(q="ånna", types=frozenset({"ad"})), limit=3)
    piece = page.items[0].highlights[0]
    assert [piece.fragment[a:b] for a, b in piece.spans] == ["Ånna"]
    assert len(filled.search(SearchQuery(q="ånna", types=frozenset({"ad"})), page.next_cursor).items) == 1


def test_a_search_lists_every_match_once_however_many(filled: GraphStore) -> None:
    listed = [node(f"s.example/{n}", "ad", "Kiwi" if n % 3 else f"Kiwifruit {n}", text="kiwi" if n % 2 else "") for n in range(450)]
    phone = node("phone-kiwi", "phone", "+4790000099", value="+4790000099", search="+4790000099")
    lists = [relationship(ad.id, "LISTS", phone.id) for ad in listed]
    filled.apply(Batch(9, (*listed, phone), tuple(lists)))
    for query, more in ((SearchQuery(q="kiwi"), 0), (SearchQuery(phones=("+4790000099",)), 1)):
        for limit in (150, 1000):
            found, cursor = [], None
            while True:
                page = filled.search(query, cursor, limit)
                found += [hit.node.id for hit in page.items]
                cursor = page.next_cursor
                if cursor is None:
                    break
            assert len(found) == len(set(found)) == 450 + more


def test_timeline_appearances_and_figures(filled: GraphStore) -> None:
    trail = filled.timeline("network-1", companions=True)
    assert trail is not None
    assert [(stay.place, stay.first_seen, stay.last_seen) for stay in trail.stays] == [("place:NO/oslo", DAYS[0], DAYS[3])]
    fresh = filled.first_appearances(Area(country="NO", since=DAYS[2]))
    assert [(one.node.id, one.first_seen, one.new_everywhere) for one in fresh.items] == [("person-3", DAYS[3], True), ("person-2", DAYS[2], True)]
    assert [one.node.id for one in filled.first_appearances(Area(city="oslo", since=DAYS[3]), "ad").items] == ["s.example/3"]
    overview = filled.overview()
    assert (overview.nodes["ad"], overview.hubs, overview.relationships["SEEN_IN"]) == (4, {"phone": 1}, 4)
    assert (overview.first_seen, overview.last_seen) == (DAYS[0], DAYS[4])
    assert [(c.period, c.group, c.ads) for c in filled.timeseries(Area(city="Oslo"), "city", "month")] == [("2026-03-01", "NO/oslo", 4)]
    assert sum(c.ads for c in filled.timeseries(Area(since=DAYS[1]), "site")) == 3
    assert [(cell.place.id, cell.ads, cell.persons) for cell in filled.map(Area(until=DAYS[1]))] == [("place:NO/oslo", 2, 4)]
    assert list(filled.image_hashes()) == []
