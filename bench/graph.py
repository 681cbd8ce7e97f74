"""How fast the graph answers: a synthetic graph of any number of ads, loaded into a store and asked by several clients at once.

    python -m bench.graph --ads 500000                                    the embedded graph, in a folder under /tmp
    NEO4J_URI=... NEO4J_PASSWORD=... python -m bench.graph --ads 500000   Neo4j; its database is emptied first

Figures are of the store as the service calls it, in one process: clients are threads.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from service.graph.opening import open_graph
from service.graph.states import node_of, relationship_of
from service.graph.store import GraphStore, Limits, LinkQuery, NetworkFilter, Node, Relationship, SearchQuery

PLACES = 300
SITES = 20
FIRST_NAMES = [
    f"{a}{b}{c}"
    for a in ("an", "ma", "ka", "li", "so", "te", "ve", "ni", "ro", "da")
    for b in ("na", "ri", "ti", "la")
    for c in ("", "a", "ne")
]
SYLLABLES = ("be", "do", "fi", "ga", "hu", "ki", "lo", "mi", "ne", "pe", "ra", "su", "tu", "va")
WORDS = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
FREQUENCY = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(WORDS))))  # as words in a language: Zipf's law
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Market:
    """Networks of persons with their values and ads; sizes have a long tail, the largest about 500 nodes."""

    ads: int
    seed: int = 1

    def groups(self) -> Iterator[Group]:
        """Every network and every person alone, until the ads are used up."""
        choose = random.Random(self.seed)
        left, number = self.ads, 0
        while left > 0:
            persons = 1 if choose.random() < 0.75 else min(110, int(2 * choose.paretovariate(1.3)))
            group = Group(number, persons, choose.randrange(1 << 30))
            left -= group.ads
            number += 1
            yield group

    def nodes(self) -> Iterator[Node]:
        """Every node."""
        for place in range(PLACES):
            yield _node(f"place:{_place(place)}", "place", f"City {place}", lat=50 + place % 20, lon=place % 30)
        for site in range(SITES):
            yield _node(f"site:site{site}.example", "site", f"site{site}.example")
        for hub in range(50):
            yield _node(f"phone-hub{hub}", "phone", f"+4780000{hub:03}", value=f"+4780000{hub:03}", hub=True, ads=self.ads // 1000)
        for group in self.groups():
            yield from group.nodes()

    def relationships(self) -> Iterator[Relationship]:
        """Every relationship."""
        for group in self.groups():
            yield from group.relationships()


@dataclass(frozen=True)
class Group:
    """A network, or one person alone."""

    number: int
    persons: int
    seed: int

    @property
    def ads(self) -> int:
        return 3 * self.persons

    @property
    def network(self) -> str | None:
        return f"network-{self.number:08}" if self.persons > 1 else None

    def ids(self, type: str, count: int) -> list[str]:
        return [f"{type}-{self.number:08}-{n}" for n in range(count)]

    @property
    def phones(self) -> list[str]:
        return self.ids("phone", max(1, self.persons))

    def number_of(self, phone: int) -> str:
        """A valid number, each its own up to half a million ads."""
        return f"+479{(self.number * 128 + phone) % 10_000_000:07}"

    def nodes(self) -> Iterator[Node]:
        choose = random.Random(self.seed)
        home = choose.randrange(PLACES)
        seen = {"first_seen": _day(choose.randrange(300)), "last_seen": _day(300 + choose.randrange(60))}
        network = {"network_id": self.network} if self.network else {}
        for id in self.ids("person", self.persons):
            name = choose.choice(FIRST_NAMES).title()
            record = orjson.dumps({"golden_record": {"name": name}, "aliases": [name] * 5}).decode()
            yield _node(
                id,
                "person",
                name,
                names=[name],
                ads=3,
                places=[_place(home)],
                probability=0.9,
                search=name,
                record=record,
                **seen,
                **network,
            )
        for n, id in enumerate(self.phones):
            value = self.number_of(n)
            yield _node(id, "phone", value, value=value, ads=3, search=value, record="{}", hub=False, **seen, **network)
        for type, count in (
            ("image", 3 * self.persons),
            ("address", (self.persons + 1) // 2),
            ("owner", (self.persons + 2) // 3),
            ("handle", self.persons // 3),
        ):
            for n, id in enumerate(self.ids(type, count)):
                value = f"{self.seed:08x}{n:08x}" * 4 if type == "image" else f"{type} {choose.choice(WORDS)} {n}"
                yield _node(id, type, value, value=value, ads=2, search=value, record="{}", hub=False, **seen, **network)
        if self.network:
            figures = {"persons": self.persons, "phones": len(self.phones), "growth": choose.random(), "cohesion": 1 + choose.random()}
            listed = {"countries": ["NO"], "cities": [f"City {home}"], "sites": ["site1.example"], "indicators": ["rotating_phones"]}
            record = orjson.dumps({"size": figures, "text": " ".join(choose.choices(WORDS, k=300))}).decode()
            yield _node(
                self.network,
                "network",
                f"{self.persons} persons",
                owners_search=f"{choose.choice(WORDS)} nielsen",
                record=record,
                **figures,
                **listed,
                **seen,
            )
        for n in range(self.ads):
            place = (home + choose.randrange(3)) % PLACES
            text = " ".join(choose.choices(WORDS, cum_weights=FREQUENCY, k=40))
            where = {
                "site": f"site{n % SITES}.example",
                "country": "NO",
                "city": f"City {place}",
                "place": f"place:{_place(place)}",
                "lat": 50 + place % 20,
                "lon": place % 30,
            }
            yield _node(
                f"site{n % SITES}.example/{self.number}-{n}",
                "ad",
                f"{choose.choice(WORDS)} {choose.choice(FIRST_NAMES)}",
                title=text[:30],
                text=text,
                captures=5,
                **where,
                **seen,
            )

    def relationships(self) -> Iterator[Relationship]:
        choose = random.Random(self.seed + 1)
        persons, phones, images = self.ids("person", self.persons), self.phones, self.ids("image", 3 * self.persons)
        addresses, owners = self.ids("address", (self.persons + 1) // 2), self.ids("owner", (self.persons + 2) // 3)
        seen = {"first_seen": _day(choose.randrange(300)), "last_seen": _day(330)}
        for n in range(self.ads):
            ad, at = f"site{n % SITES}.example/{self.number}-{n}", n // 3
            shown = {**seen, "ads": 1}
            yield _relationship(ad, "ADVERTISES", persons[at], 0.9, **shown)
            yield _relationship(ad, "LISTS", phones[at], 1.0, **shown)
            yield _relationship(ad, "SHOWS", images[n], 1.0, **shown)
            yield (
                _relationship(ad, "SHOWS", images[3 * at], 1.0, **shown)
                if n % 3
                else _relationship(ad, "GIVES", addresses[at // 2], 0.9, **shown)
            )
            yield _relationship(ad, "POSTED_ON", f"site:site{n % SITES}.example", None)
            yield _relationship(ad, "PLACED_IN", f"place:{_place((self.seed + n % 3) % PLACES)}", None, **seen)
        for n, person in enumerate(persons):
            ads = [f"site{k % SITES}.example/{self.number}-{k}" for k in range(3 * n, 3 * n + 3)]
            shown = {**seen, "ads": 3, "evidence": ads, "evidence_at": [_day(310)] * 3, "evidence_values": ["90 00 00 00"] * 3}
            yield _relationship(person, "USES", phones[n], 0.95, **shown)
            if n:
                yield _relationship(person, "USES", phones[choose.randrange(n)], 0.8, **shown)
            if choose.random() < 0.05:
                yield _relationship(person, "USES", f"phone-hub{choose.randrange(50)}", 0.5, **shown)
            for k in range(3):
                yield _relationship(person, "PICTURED_IN", images[3 * n + k], 0.98, **shown)
            yield _relationship(person, "STAYS_AT", addresses[n // 2], 0.9, **shown)
            yield _relationship(person, "SEEN_IN", f"place:{_place(self.seed % PLACES)}", None, **seen)
            yield _relationship(phones[n], "REGISTERED_TO", owners[n // 3], 0.9, **seen)
        members = [*persons, *phones, *addresses, *owners] if self.network else []
        for member in members:
            yield _relationship(member, "MEMBER_OF", str(self.network), None)


def _place(number: int) -> str:
    return f"NO/city {number}"


def _day(number: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1_767_225_600 + number * SECONDS_A_DAY))


def _node(id: str, type: str, label: str, **properties: Any) -> Node:
    return node_of({"id": id, "type": type, "label": label, "properties": properties})


def _relationship(source: str, type: str, target: str, probability: float | None, **fields: Any) -> Relationship:
    bare = {"ads": 0, "first_seen": None, "last_seen": None, "evidence": (), "evidence_at": (), "evidence_values": (), "properties": {}}
    return relationship_of({**bare, "source": source, "type": type, "target": target, "probability": probability, **fields})


Ask = Callable[[GraphStore, random.Random], Any]


def questions(market: Market) -> dict[str, Ask]:
    """What is asked, with ends chosen evenly over networks (so the large ones too) and over strangers."""
    groups = list(market.groups())
    networks = [group for group in groups if group.persons > 1]
    weights = [group.persons for group in networks]
    largest = max(networks, key=lambda group: group.persons)

    def inside(choose: random.Random) -> tuple[str, str]:
        (group,) = choose.choices(networks, weights)
        a, b = choose.randrange(group.persons), choose.randrange(group.persons)
        return group.ids("person", group.persons)[a], group.phones[b]

    def person(choose: random.Random) -> str:
        group = choose.choice(groups)
        return group.ids("person", group.persons)[choose.randrange(group.persons)]

    return {
        "node": lambda store, choose: store.node(person(choose)),
        "two hops, anyone": lambda store, choose: store.neighbourhood(person(choose), Limits()),
        "two hops, in a network": lambda store, choose: store.neighbourhood(inside(choose)[0], Limits()),
        "link, same network": lambda store, choose: store.shortest_links(*inside(choose), LinkQuery()),
        "link, strangers": lambda store, choose: store.shortest_links(inside(choose)[0], inside(choose)[0], LinkQuery()),
        "link, 3 by probability": lambda store, choose: store.shortest_links(*inside(choose), LinkQuery(k=3, order="probability")),
        "network": lambda store, choose: store.network(str(choose.choices(networks, weights)[0].network)),
        f"network of {largest.persons} persons": lambda store, choose: store.network(str(largest.network)),
        "networks by size": lambda store, choose: store.networks(NetworkFilter(country="NO"), limit=100),
        "ads of a network": lambda store, choose: store.ads_of(str(choose.choice(networks).network)),
        "search a name": lambda store, choose: store.search(SearchQuery(q=choose.choice(FIRST_NAMES))),
        "search two words": lambda store, choose: store.search(SearchQuery(q=" ".join(choose.sample(WORDS, 2)))),
        "search a phone": lambda store, choose: store.search(SearchQuery(phones=(choose.choice(groups).number_of(0),))),
        "search a name in a city": lambda store, choose: store.search(
            SearchQuery(name=choose.choice(FIRST_NAMES), city=f"City {choose.randrange(PLACES)}")
        ),
    }


def measure(store: GraphStore, ask: Ask, clients: int, seconds: float) -> dict[str, float]:
    """Milliseconds at the median, the 95th and 99th percentile, the 95th of processor time in this process, and answers a second."""
    times: list[float] = []
    work: list[float] = []
    end = time.perf_counter() + seconds

    def client(seed: int) -> None:
        choose = random.Random(seed)
        while (start := time.perf_counter()) < end:
            own = time.thread_time()
            ask(store, choose)
            times.append(time.perf_counter() - start)
            work.append(time.thread_time() - own)

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ranked = sorted(times)
    at: dict[Any, float] = {share: round(1000 * ranked[min(len(ranked) - 1, int(share * len(ranked)))], 2) for share in (0.5, 0.95, 0.99)}
    at["cpu"] = round(1000 * sorted(work)[int(0.95 * len(work))], 2)
    return {"p50": at[0.5], "p95": at[0.95], "p99": at[0.99], "p95 of own work": at["cpu"], "a second": round(len(ranked) / seconds)}


def main() -> None:
    """Load, ask, print a table and JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ads", type=int, default=20_000)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--folder", type=Path, default=None, help="keep the embedded graph here, and use it again if it is there")
    parser.add_argument("--keep", action="store_true", help="ask the graph as it is instead of loading it")
    parser.add_argument("--only", default="", help="questions whose name holds this")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="clew-bench-"))
    market = Market(options.ads)
    store = open_graph(folder, uri=os.environ.get("NEO4J_URI", ""), password=os.environ.get("NEO4J_PASSWORD", ""))
    results: dict[str, Any] = {"ads": options.ads, "python": platform.python_version(), "cores": os.cpu_count()}
    if not options.keep:
        start = time.perf_counter()
        store.clear()
        store.claim("bench")
        store.rebuild(market.nodes(), market.relationships(), 1, lambda step: step())
        results["load seconds"] = round(time.perf_counter() - start, 1)
    overview = store.overview()
    results |= {"nodes": sum(overview.nodes.values()), "relationships": sum(overview.relationships.values())}
    print(json.dumps(results), flush=True)
    for name, ask in questions(market).items():
        for clients in options.clients if options.only in name else ():
            for warm in range(20):
                ask(store, random.Random(-warm))
            figures = measure(store, ask, clients, options.seconds)
            print(f"{name:28} {clients} clients  " + "  ".join(f"{key} {value:8}" for key, value in figures.items()), flush=True)
            results[f"{name}, {clients} clients"] = figures
    results["memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(results), file=sys.stderr)
    store.close()


if __name__ == "__main__":
    main()
