"""The ads of one network as a crawler sees them: when each stands, what changes, and what the crawl does to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from bench.market import writing
from bench.market.chance import Chance
from bench.market.countries import COUNTRIES
from bench.market.facts import fixed
from bench.market.networks import Line, Network
from bench.market.people import Person, presented
from bench.market.scene import Made, Scene
from bench.market.stages import stage
from bench.market.supply import Site, Supply

CRAWL_DAYS = (0, 3)  # Mondays and Thursdays


class Writer:
    """Writes the ads of networks; all chance comes from the supply's generator, in one order."""

    def __init__(self, supply: Supply) -> None:
        self.supply = supply
        self.plan = supply.plan
        self.noise = supply.plan.noise
        self.rng = supply.rng
        start = date.fromisoformat(supply.plan.first_day)
        self.weekday = start.weekday()
        self.days = [(start + timedelta(days=n)).isoformat() for n in range(supply.plan.days + 6)]
        self.ids: set[tuple[str, int]] = set()

    def network(self, network: Network) -> Iterator[Made]:
        """Every ad of the network that was captured at least once."""
        rng = self.rng
        for index, person in enumerate(network.persons):
            main = network.lines[index % len(network.lines)]
            for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4))):
                first, last = self._span(network)
                shares = len(network.lines) > 1 and rng.random() < self.noise.shared_number * 0.7
                line = rng.choice(network.lines) if shares else main
                site = rng.choice(self.supply.sites)
                ads = [self._ad(self._scene(network, person, site), line, first, last)]
                while last + 4 < network.last_day and rng.random() < self.noise.reposted:
                    first, last = last + 2, min(network.last_day, last + 2 + max(3, last - first))
                    ads.append(self._ad(self._scene(network, person, site), line, first, last))
                    ads[-1].noise.add("reposted")
                yield from (ad for ad in ads if ad.captures)
        for line in network.lines:
            self.supply.released.append((line.number, line.country.code, network.last_day))

    def _scene(self, network: Network, person: Person, site: Site) -> Scene:
        made = Made(site.name, self._new_id(site), person.number, network.number)
        made.edges.add(("person", str(person.number)))
        return Scene(self.supply, made, network, presented(self.rng, person, self.noise.pretence), site, self._style())

    def _style(self) -> Chance:
        return Chance(self.rng.getrandbits(64))

    def _span(self, network: Network) -> tuple[int, int]:
        """First and last day on which an ad stands."""
        mean = self.plan.captures_per_ad / (2 * (1 - self.noise.missed_days)) * 7
        first = self.rng.randint(network.first_day, max(network.first_day, network.last_day - 6))
        return first, min(network.last_day, first + max(3, int(self.rng.gauss(mean, mean * 0.6))))

    def _new_id(self, site: Site) -> str:
        low = 10**6 if len(self.ids) < 2_000_000 else 10**9
        while True:
            number = self.rng.randrange(low, low * 10)
            if (site.name, number) not in self.ids:
                self.ids.add((site.name, number))
                return str(number)

    def _crawled(self, first: int, last: int) -> Iterator[int]:
        """Days on which a crawler saw an ad that stands so long; one that falls between two crawls is seen on its first day."""
        days = [d for d in range(first, last + 1) if (self.weekday + d) % 7 in CRAWL_DAYS] or [first]
        seen = [d for d in days if self.rng.random() >= self.noise.missed_days]
        yield from seen or days[:1]

    def _ad(self, scene: Scene, line: Line, first: int, last: int) -> Made:
        rng, lines, itinerary = self.rng, scene.network.lines, scene.person.itinerary
        stays = fixed(scene)
        rotating = len(lines) > 1 and scene.happens("rotation")
        body: dict[str, Any] = {}
        place: tuple[str, int] = ("", 0)
        for day in self._crawled(first, last):
            here = itinerary[min(len(itinerary) - 1, day // 7)]
            if not body or here != place or rng.random() < 0.08 or (rotating and rng.random() < 0.4):
                if rotating and body:
                    line = rng.choice(lines)
                if body and (here != place or rng.random() < 0.35):
                    scene.style = self._style()
                body = stage(scene, stays, line, here, (self.days[day], self.days[day + 4], day))
                place = here
            self._capture(scene, body, day)
        return scene.made

    def _capture(self, scene: Scene, body: dict[str, Any], day: int) -> None:
        """One sighting, with what crawls do: another offset, a wrong city, a wrong decoding, the same page twice."""
        rng, made = self.rng, scene.made
        minute = rng.randrange(1440)
        at = f"{self.days[day]}T{minute // 60:02d}:{minute % 60:02d}:00"
        stamp = self._offset(at) if rng.random() < self.noise.time_zones else at + "Z"
        if body.get("country") and scene.happens("wrong_place"):
            body = {**body, "city": rng.choice(COUNTRIES[body["country"]].cities).name}
        if scene.happens("mojibake"):
            body = {**body, "text": writing.damaged(rng, body["text"])}
        line = b'{"captured_at":"' + stamp.encode() + b'",' + orjson.dumps(body)[1:]
        made.captures.append((at, line))
        if rng.random() < self.noise.duplicates:
            made.captures.append((at, line))

    def _offset(self, at: str) -> str:
        """The same moment as another time zone writes it."""
        hours = self.rng.choice((1, 2, -5))
        shifted = datetime.fromisoformat(at).replace(tzinfo=UTC) + timedelta(hours=hours)
        return shifted.strftime("%Y-%m-%dT%H:%M:%S") + f"{'+' if hours > 0 else '-'}{abs(hours):02d}:00"
