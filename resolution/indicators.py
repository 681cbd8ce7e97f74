"""Indicators: patterns that investigators of exploitation look for, each with the fact behind it. Facts, never verdicts.

Every indicator is one function of a network's facts that answers with its wording, its count and the ads it was read from, or with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from resolution.region import Network, Region, ResolvedAd

EVIDENCE = 20  # ads named per indicator
ADULT = 18
AGE_SPREAD = 6  # one person's stated ages: more than drift and vanity explain
SHORT_STAY = 8  # days: shorter than a weekly let and its change-over day
STOPS = 3  # places in a row that make a circuit
TOGETHER = 3  # days within which several persons change to one place


@dataclass(frozen=True, slots=True)
class Indicator:
    """One pattern found in a network: its code, the fact in words, how often, and ads that show it."""

    code: str
    text: str
    count: int
    ads: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The indicator as JSON."""
        return {"code": self.code, "text": self.text, "count": self.count, "ads": list(self.ads)}


@dataclass(frozen=True, slots=True)
class Stay:
    """One person at one place, first to last day seen there before it was seen elsewhere."""

    person: str
    place: str
    first_day: int
    last_day: int
    ads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What indicators are read from: the network's ads by person and by value, its stays and its directory rows."""

    network: Network
    ads: Mapping[str, ResolvedAd]
    by_person: Mapping[str, tuple[str, ...]]
    by_value: Mapping[str, tuple[str, ...]]
    owned: Mapping[str, tuple[str, ...]]  # owner: its phones in the network
    stays: tuple[Stay, ...]
    person_of: Mapping[str, str]

    def persons_at(self, ads: Iterable[str]) -> set[str]:
        """The persons these ads advertise."""
        return {self.person_of[ad] for ad in ads}


def facts(network: Network, region: Region, persons: Mapping[str, str]) -> Facts:
    """A network's facts, gathered once for its summary and its indicators."""
    ads = {key: region.ads[key] for key in sorted(network.ads)}
    by_person: defaultdict[str, list[str]] = defaultdict(list)
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for key, ad in ads.items():
        by_person[persons[key]].append(key)
        for value in sorted(ad.values & network.values):
            by_value[value].append(key)
    owned: defaultdict[str, set[str]] = defaultdict(set)
    for row in region.subscriptions:
        if row.owner in network.values and row.phone in network.values:
            owned[row.owner].add(row.phone)
    return Facts(
        network=network,
        ads=ads,
        by_person={person: tuple(keys) for person, keys in sorted(by_person.items())},
        by_value={value: tuple(keys) for value, keys in sorted(by_value.items())},
        owned={owner: tuple(sorted(phones)) for owner, phones in sorted(owned.items())},
        stays=tuple(stay for person, keys in sorted(by_person.items()) for stay in stays(person, [ads[key] for key in keys])),
        person_of={key: persons[key] for key in ads},
    )


def stays(person: str, ads: Sequence[ResolvedAd]) -> list[Stay]:
    """A person's stays in order of time: a place seen on one day and on the next day with any capture is one stay."""
    seen: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ad in ads:
        for day, place in ad.places:
            if place.partition("/")[2]:
                seen[day][place].add(ad.key)
    found: list[Stay] = []
    going_on: dict[str, int] = {}  # place: position in `found`
    for day in sorted(seen):
        before, going_on = going_on, {}
        for place, keys in sorted(seen[day].items()):
            going_on[place] = before.get(place, len(found))
            if place in before:
                stay = found[before[place]]
                found[before[place]] = Stay(person, place, stay.first_day, day, tuple(sorted(keys.union(stay.ads))))
            else:
                found.append(Stay(person, place, day, day, tuple(sorted(keys))))
    return found


def indicators(known: Facts) -> list[Indicator]:
    """The indicators of a network, in a fixed order: referral first, then by how directly they speak of control."""
    found = (read(known) for read in _READERS)
    return [indicator for indicator in found if indicator is not None]


def _minor(known: Facts) -> Indicator | None:
    ads = [key for key, ad in known.ads.items() if any(age < ADULT for _, age in ad.ages)]
    youngest = min((age for ad in known.ads.values() for _, age in ad.ages), default=ADULT)
    text = f"a stated age under 18 in {_count(len(ads), 'ad')} (youngest stated {youngest}): for referral"
    return _indicator("stated_age_under_18", text, len(ads), ads, least=1)


def _shared_number(known: Facts) -> Indicator | None:
    shared = {value: ads for value, ads in _valued(known, "phone") if len(known.persons_at(ads)) > 1}
    most = max((len(known.persons_at(ads)) for ads in shared.values()), default=0)
    text = f"{_count(len(shared), 'number')} used for several persons, one of them for {most}"
    return _indicator("number_shared_by_persons", text, len(shared), _flat(shared.values()), least=1)


def _rotating(known: Facts) -> Indicator | None:
    ads = [key for key, ad in known.ads.items() if sum(v.startswith("phone:") for v in ad.values & known.network.values) > 1]
    return _indicator("rotating_numbers", f"{_count(len(ads), 'ad')} gave more than one of the network's numbers", len(ads), ads, least=1)


def _series(known: Facts) -> Indicator | None:
    joints = [joint for joint in known.network.joints if joint.evidence == "series"]
    phones = sorted({end.partition("#")[0] for joint in joints for end in (joint.left, joint.right)})
    text = f"{len(phones)} numbers close together, as if bought together"
    return _indicator("number_series", text, len(phones), _flat(known.by_value.get(phone, ()) for phone in phones), least=2)


def _one_owner(known: Facts) -> Indicator | None:
    ads_of = {owner: _flat(known.by_value.get(phone, ()) for phone in phones) for owner, phones in known.owned.items()}
    shared = {owner: ads for owner, ads in ads_of.items() if len(known.persons_at(ads)) > 1}
    most = max((len(known.persons_at(ads)) for ads in shared.values()), default=0)
    text = f"{_count(len(shared), 'subscriber')} holding the numbers of several persons, one of them of {most}"
    return _indicator("one_subscriber_many_persons", text, len(shared), _flat(shared.values()), least=1)


def _shared_home(known: Facts) -> Indicator | None:
    shared = {value: ads for value, ads in _valued(known, "address") if len(known.persons_at(ads)) > 1}
    text = f"{_count(len(shared), 'address', 'addresses')} where several persons stayed"
    return _indicator("address_shared_by_persons", text, len(shared), _flat(shared.values()), least=1)


def _circuit(known: Facts) -> Indicator | None:
    of_person: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in known.stays:
        of_person[stay.person].append(stay)
    moving = {person: row for person, row in of_person.items() if len({stay.place for stay in row}) >= STOPS and _short(row)}
    places = {stay.place for row in moving.values() for stay in row}
    text = f"{_count(len(moving), 'person')} on a circuit of short stays through {len(places)} cities"
    return _indicator("travel_circuit", text, len(moving), _flat(stay.ads for row in moving.values() for stay in row), least=1)


def _short(row: Sequence[Stay]) -> bool:
    return median(stay.last_day - stay.first_day + 1 for stay in row) <= SHORT_STAY


def _moves_together(known: Facts) -> Indicator | None:
    arrivals: defaultdict[str, list[Stay]] = defaultdict(list)
    before: set[str] = set()
    for stay in known.stays:
        if stay.person in before:  # the first stay is where the crawl began, not a move
            arrivals[stay.place].append(stay)
        before.add(stay.person)
    groups = [group for row in arrivals.values() for group in _close_in_time(row) if len({stay.person for stay in group}) > 1]
    text = f"{_count(len(groups), 'move')} in which several persons came to one city within {TOGETHER} days"
    return _indicator("move_together", text, len(groups), _flat(stay.ads for group in groups for stay in group), least=1)


def _close_in_time(row: Iterable[Stay]) -> list[list[Stay]]:
    groups: list[list[Stay]] = []
    for stay in sorted(row, key=lambda stay: (stay.first_day, stay.person)):
        if groups and stay.first_day - groups[-1][0].first_day < TOGETHER:
            groups[-1].append(stay)
        else:
            groups.append([stay])
    return groups


def _age_spread(known: Facts) -> Indicator | None:
    ages = {person: [age for key in keys for _, age in known.ads[key].ages] for person, keys in known.by_person.items()}
    spread = [person for person, stated in ages.items() if stated and max(stated) - min(stated) >= AGE_SPREAD]
    text = f"{_count(len(spread), 'person')} with stated ages at least {AGE_SPREAD} years apart"
    return _indicator("ages_disagree", text, len(spread), _flat(known.by_person[person] for person in spread), least=1)


def _many_names(known: Facts) -> Indicator | None:
    names = {person: {name for key in keys for name in known.ads[key].names} for person, keys in known.by_person.items()}
    many = [person for person, given in names.items() if len(given) > 2]
    text = f"{_count(len(many), 'person')} advertised under three names or more"
    return _indicator("many_names", text, len(many), _flat(known.by_person[person] for person in many), least=1)


def _same_wording(known: Facts) -> Indicator | None:
    wording: defaultdict[str, list[str]] = defaultdict(list)
    for key, ad in known.ads.items():
        for template in ad.templates:
            wording[template].append(key)
    shared = {template: ads for template, ads in wording.items() if len(known.persons_at(ads)) > 1}
    ads = _flat(shared.values())
    count = len(known.persons_at(ads))
    return _indicator("same_wording", f"{count} persons advertised in nearly the same words", count, ads, least=2)


_READERS = (
    _minor,
    _one_owner,
    _shared_number,
    _rotating,
    _series,
    _shared_home,
    _moves_together,
    _circuit,
    _age_spread,
    _many_names,
    _same_wording,
)


def _indicator(code: str, text: str, count: int, ads: Sequence[str], *, least: int) -> Indicator | None:
    return Indicator(code, text, count, tuple(ads[:EVIDENCE])) if count >= least else None


def _valued(known: Facts, kind: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((value, ads) for value, ads in known.by_value.items() if value.startswith(f"{kind}:"))


def _flat(groups: Iterable[Iterable[str]]) -> list[str]:
    return sorted({ad for group in groups for ad in group})


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
