"""The cluster summary: a network in one screen."""

from __future__ import annotations

from pydantic import Field

from service.schemas.common import Probability, Shape


class Week(Shape):
    """How many ads were seen in a week that begins on a Monday."""

    week: str
    ads: int


class Seen(Shape):
    """A country or a city with its ads and dates."""

    country: str
    city: str | None = None
    ads: int
    first_seen: str
    last_seen: str


class CircuitStay(Shape):
    """One person in one place."""

    person: str
    place: str
    first_seen: str
    last_seen: str
    ads: int


class Circuit(Shape):
    """Stays in order of time, and the routes between them, the most travelled first."""

    stays: list[CircuitStay]
    routes: list[dict[str, str | int]] = Field(description="`from`, `to`, `times`")


class Ages(Shape):
    """The spread of stated ages."""

    min: int | None
    max: int | None
    median: float | None
    stated: list[dict[str, int]] = Field(description="`age`, `ads`")


class SummaryPhone(Shape):
    """A number with its series and its subscribers."""

    phone: str
    entity_id: str
    ads: int
    persons: int
    first_seen: str | None
    last_seen: str | None
    series: list[dict[str, str | int | float | None]] = Field(description="`phone`, `gap`, `expected_by_chance`, `probability`")
    owners: list[dict[str, str]] = Field(description="`entity_id`, `name`")


class Bridge(Shape):
    """The joint without which the network falls in two."""

    source: str
    target: str
    evidence: str
    probability: Probability
    text: str


class HeldTogether(Shape):
    """How many joints of each kind of evidence hold it together, and the weakest that alone joins two parts."""

    counts: dict[str, int]
    weakest_bridge: Bridge | None


class IndicatorFound(Shape):
    """A pattern with the fact behind it and ads that show it."""

    code: str
    text: str
    count: int
    ads: list[str]


class Summary(Shape):
    """A network in one screen. None of it is a verdict."""

    network_id: str
    size: dict[str, int]
    first_seen: str | None = None
    last_seen: str | None = None
    probability: Probability | None = None
    ads_per_week: list[Week]
    sites: list[dict[str, str | int]] = Field(description="`site`, `ads`")
    countries: list[Seen]
    cities: list[Seen]
    travel_circuit: Circuit
    names: list[dict[str, str | int]] = Field(description="`name`, `ads`")
    ages: Ages
    phones: list[SummaryPhone]
    held_together: HeldTogether
    indicators: list[IndicatorFound]
    referral: bool
    caveat: str
