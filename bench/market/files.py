"""A market on disk: captures and directory as they are ingested, and the truth beside them in nine tables."""

from __future__ import annotations

import csv
import gzip
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import orjson

from bench.market import writing
from bench.market.ads import Writer
from bench.market.networks import Network, network
from bench.market.rates import Plan
from bench.market.scene import Made
from bench.market.supply import Supply, supply

SORT_LIMIT = 60_000  # ads; above, captures stay in the order of their networks so that memory stays bounded
TABLES: dict[str, tuple[str, ...]] = {
    "ads": ("site", "ad_id", "person", "network"),
    "phones": ("site", "ad_id", "raw", "e164"),
    "images": ("site", "ad_id", "pdq", "image"),
    "addresses": ("site", "ad_id", "raw", "address"),
    "owners": ("source", "phone", "owner"),
    "networks": ("network", "persons", "phones", "home"),
    "edges": ("site", "ad_id", "relation", "value"),
    "noise": ("site", "ad_id", "kind"),
}


def generate(plan: Plan) -> Iterator[tuple[Network, list[Made], Supply]]:
    """Networks with their ads until the plan's number is reached."""
    store = supply(plan)
    writer = Writer(store)
    made_ads, person = 0, 0
    for number in itertools.count():
        if made_ads >= plan.ads:
            return
        made_network = network(store, number, person)
        person += len(made_network.persons)
        ads = list(writer.network(made_network))
        made_ads += len(ads)
        yield made_network, ads, store


class Tables:
    """The open truth files of one market."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, TextIO] = {name: (folder / f"truth_{name}.csv").open("w", newline="", encoding="utf-8") for name in TABLES}
        self.writers = {name: csv.writer(f, lineterminator="\n") for name, f in self.files.items()}
        for name, columns in TABLES.items():
            self.writers[name].writerow(columns)

    def network(self, made: Network, ads: list[Made]) -> None:
        """Rows of one network and of its ads."""
        used = {number for ad in ads for number in ad.phones.values()}
        persons = {ad.person for ad in ads}
        if ads:
            self.writers["networks"].writerow((made.number, len(persons), sum(line.number in used for line in made.lines), made.home.code))
        for ad in ads:
            key = (ad.site, ad.ad_id)
            self.writers["ads"].writerow((*key, ad.person, ad.network))
            self.writers["phones"].writerows((*key, raw, number) for raw, number in ad.phones.items())
            self.writers["images"].writerows((*key, pdq, picture) for pdq, picture in ad.images.items())
            self.writers["addresses"].writerows((*key, raw, address) for raw, address in ad.addresses.items())
            self.writers["edges"].writerows((*key, *edge) for edge in sorted(ad.edges))
            self.writers["noise"].writerows((*key, kind) for kind in sorted(ad.noise))

    def close(self) -> None:
        """Close every file."""
        for file in self.files.values():
            file.close()


def _row(phone: str, name: str, address: str, source: str, day: str) -> bytes:
    return orjson.dumps({"phone": phone, "owner_name": name, "owner_address": address, "source": source, "retrieved_at": day}) + b"\n"


def directory(made: Network, store: Supply, rng: random.Random) -> Iterator[tuple[str, str, str, bytes]]:
    """Directory rows of a network's listed numbers: (source, phone, owner, line)."""
    noise = store.plan.noise
    for line in made.lines:
        if line.owner is None or line.address is None:
            continue
        source = "directory.example"
        yield (
            source,
            line.number,
            line.owner.key,
            _row(
                line.number,
                writing.owner(rng, noise, line.owner.first, line.owner.last),
                writing.address(rng, noise, line.address),
                source,
                "2026-09-01T00:00:00Z",
            ),
        )
        if rng.random() < noise.bystanders:
            other = store.subscriber(f"by{line.number[1:]}", made.home)
            number = store.number(made.home)
            home = rng.choice(store.shops[made.home.code]) if rng.random() < 0.1 else other.home
            yield (
                source,
                number,
                other.key,
                _row(
                    number,
                    writing.owner(rng, noise, other.first, other.last),
                    writing.address(rng, noise, home),
                    source,
                    "2026-09-01T00:00:00Z",
                ),
            )


def _hub_rows(store: Supply, rng: random.Random) -> Iterator[tuple[str, str, str, bytes]]:
    """Directory rows of help lines, hotels and switchboards."""
    noise = store.plan.noise
    source, day = "directory.example", "2026-09-01T00:00:00Z"
    for site in store.sites:
        for code, number in site.help_lines.items():
            name = f"{site.name.split('.')[0].title()} Service"
            yield source, number, f"line{number}", _row(number, name, writing.address(rng, noise, store.shops[code][0]), source, day)
    for hotels in store.hotels.values():
        for number, address in hotels:
            name = f"{address.city_name} Hotel"
            yield source, number, f"line{number}", _row(number, name, writing.address(rng, noise, address), source, day)


def write(plan: Plan, folder: Path, *, compress: bool = True) -> dict[str, Any]:
    """Write the market into the folder and return its counts; the same plan writes the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    tables, counts = Tables(folder), Counter[str]()
    rng = random.Random(f"{plan.seed}:directory")
    opened: Any = (lambda p: gzip.GzipFile(p, "wb", compresslevel=4, mtime=0)) if compress else (lambda p: p.open("wb"))
    suffix = ".gz" if compress else ""
    waiting: list[tuple[str, bytes]] = []
    store: Supply | None = None
    with opened(folder / f"ads.jsonl{suffix}") as out, opened(folder / f"directory.jsonl{suffix}") as book:

        def rows(source: Iterator[tuple[str, str, str, bytes]]) -> None:
            for where, phone, owner, line in source:
                if plan.directory and (phone, where) not in listed:
                    listed.add((phone, where))
                    book.write(line)
                    tables.writers["owners"].writerow((where, phone, owner))

        listed: set[tuple[str, str]] = set()
        for made, ads, store in generate(plan):
            tables.network(made, ads)
            rows(directory(made, store, rng))
            counts.update(networks=1, persons=len({a.person for a in ads}), ads=len(ads), captures=sum(len(a.captures) for a in ads))
            captures = sorted(c for ad in ads for c in ad.captures)
            if plan.ads <= SORT_LIMIT:
                waiting += captures
            else:
                out.write(b"".join(line + b"\n" for _, line in captures))
        waiting.sort()
        out.write(b"".join(line + b"\n" for _, line in waiting))
        if store is not None:
            rows(_hub_rows(store, rng))
        counts["directory"] = len(listed)
    tables.close()
    return dict(counts)
