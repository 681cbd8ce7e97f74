"""One ad in the making: who advertises, where, and the truth that is written down as the ad is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.market.chance import Chance
from bench.market.networks import Line, Network
from bench.market.people import Person
from bench.market.rates import Noise
from bench.market.supply import Site, Supply

Place = tuple[str, int]  # country code, city index


@dataclass(slots=True)
class Made:
    """One ad: its captures as (sort key, JSON line) and its truth rows."""

    site: str
    ad_id: str
    person: int
    network: int
    captures: list[tuple[str, bytes]] = field(default_factory=list)
    phones: dict[str, str] = field(default_factory=dict)  # raw -> E.164
    images: dict[str, int] = field(default_factory=dict)  # pdq -> picture
    addresses: dict[str, int] = field(default_factory=dict)  # raw -> address
    edges: set[tuple[str, str]] = field(default_factory=set)  # relation, value
    noise: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Scene:
    """What every part of one ad is written from."""

    supply: Supply
    made: Made
    network: Network
    person: Person
    site: Site
    style: Chance  # its own chance: how this advertiser writes for some time
    rng: Chance = field(init=False)  # the market's chance
    noise: Noise = field(init=False)  # and its rates

    def __post_init__(self) -> None:
        self.rng, self.noise = self.supply.rng, self.supply.plan.noise

    def happens(self, trait: str, rate: float | None = None) -> bool:
        """Whether a trait befalls the ad, written down if it does; the rate is that of the trait's name unless given."""
        rate = getattr(self.noise, trait) if rate is None else rate
        if not rate or self.rng.random() >= rate:
            return False
        self.made.noise.add(trait)
        return True

    def uses(self, line: Line) -> None:
        """Write down what a number of the network joins the ad to."""
        self.made.edges.add(("phone", f"{self.network.number} {line.number}"))
        if line.block is not None:
            self.made.edges.add(("series", str(line.block)))
        if line.owner is not None and line.owner_joins:
            self.made.edges.add(("owner", line.owner.key))
