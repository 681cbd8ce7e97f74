"""Steps 4 to 7: hubs are judged and items labelled with what they hang together with, each level on the one before.

Phones are judged by the ads at them; ads that non-hub phones and series join are a line, except by numbers that each of them gives
beside its own: who meets at such a number may be a stranger. Owners are judged by their lines; lines
that owners join are a joint. All else is judged by joints; joints that any non-hub value joins are a component: a region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

import orjson

from resolution import series
from resolution.hubs import MOST_CIRCLES, STRANGERS_AT_VALUE, ValueFigures, circles, judge, parties
from resolution.steps.crowds import LEAST, Crowd, crowds
from resolution.steps.decided import decisions_of
from resolution.steps.work import Work

# One picture in common may be stolen, and would tie the market together. Ads that share two, or one and a name, stand in one region.
LEVELS: dict[str, tuple[str, ...]] = {
    "line": ("phone",),
    "joint": ("phone", "owner"),
    "component": ("phone", "owner", "email", "handle", "address", "image"),
}
# Weaker series join no network by default, but a coarser cut of one may ask for them, so a region must be closed under them.
SERIES_AT_LEAST = 0.3
SERIES_THAT_TELLS = 0.7  # who meets at a value is counted by what joins by default: dense numbers would make acquaintances of strangers
PLACES = ("address:", "email:", "handle:")  # where groups meet: by what they have in common there they are strangers or not
MOST_COMPANY = 200  # ads of a phone that are looked at: who meets at a real hub is a stranger in any sample
STRANGERS_AT_LEAST = 3  # identities at a phone below which its company need not be looked at: no judge calls so few strangers


def label_items(work: Work) -> dict[str, str]:
    """Judge hubs and label items, level by level; the new component of every item in a region to be resolved again."""
    work.progress("Finding hubs", 0, 3)
    if work.full:
        work.values.update(row[0] for row in work.store.rows("all_values"))
    _find_series(work, {value for value in work.values if value.startswith("phone:")})
    touched = frozenset(work.values)
    moved = _judge(work, [v for v in touched if v.startswith("phone:")])
    lines = _label(work, "line", moved)
    work.progress("Finding hubs", 1, 3)
    moved |= _judge(work, {v for v in touched if v.startswith("owner:")} | _values_of(work, lines, "owner"))
    joints = _label(work, "joint", moved)
    work.progress("Finding hubs", 2, 3)
    rest = {v for v in touched if not v.startswith(("phone:", "owner:"))} | _values_of(work, joints, "email", "handle", "address", "image")
    crowds = _crowds(work, rest)
    moved |= _judge(work, rest)
    moved |= _judge(work, _beside(work, joints, crowds & _crowds(work, rest)) - rest)
    components = _label(work, "component", moved)
    work.progress("Finding hubs", 3, 3)
    return components


def _values_of(work: Work, labelled: dict[str, str], *kinds: str) -> set[str]:
    if not labelled or work.full:
        return set()
    work.scope(labelled)
    return {value for _, value, kind in work.rows("values_of_items_in_scope") if kind in kinds}


def _crowds(work: Work, values: Collection[str]) -> set[str]:
    """The hubs among the values where so many groups meet that no address is judged by them."""
    work.scope(values)
    return {row[0] for row in work.rows("hubs_in_scope") if orjson.loads(row[4]).get("groups", 0) > 2 * MOST_CIRCLES}


def _beside(work: Work, relabelled: Collection[str], crowds: Collection[str]) -> set[str]:
    """The addresses where it may have changed who is a stranger: beside places that a joint came to or left, and beside joints that are others now."""
    if work.full:
        return set()
    met = _met_anew(work, set(relabelled) - work.items)
    work.scope({joint for joint, _ in met})
    found = {row[0] for row in work.rows("crowded_addresses_in_scope", {"least": STRANGERS_AT_VALUE})}
    work.scope({place for _, place in met}.difference(crowds))
    few = 1 + len(work.items) + len(work.gone)  # where more meet, more than one did before
    return found.union(row[0] for row in work.rows("addresses_beside_scope", {"least": STRANGERS_AT_VALUE, "few": few}))


def _met_anew(work: Work, elsewhere: Collection[str]) -> set[tuple[str, str]]:
    """(joint, place) where a joint came to a place or left it; `elsewhere` are items that did not change but stand in another joint."""
    work.scope(work.items)
    came = set(work.rows("places_of_items_in_scope"))
    left = {(joint, place) for place, joint in work.left if joint and place.startswith(PLACES)}
    work.scope({*work.items, *work.gone})
    alone = set(work.rows("pairs_held_beside_scope", {"pairs": sorted(came ^ left), "many": LEAST}))
    work.scope(elsewhere)
    others = set(work.rows("places_of_items_in_scope"))
    work.scope(value for value in work.rewritten if value.startswith(PLACES))
    rewritten = {(joint, place) for place, joint in work.rows("groups_at_scope")}
    return (came ^ left) - alone | others | rewritten


def _judge(work: Work, values: Collection[str]) -> set[str]:
    """Judge values; those that became a hub or ceased to be one, and of those whose holders changed all through which something joins or did."""
    if not work.scope(values):
        return set()
    before = {row[0]: row[1:] for row in work.rows("hubs_in_scope")}
    after = {}
    for figures in _figures(work, set(values)):
        hub = judge(figures)
        if hub:
            after[figures.key] = (hub.kind, hub.reason, hub.text, orjson.dumps(dict(hub.figures), option=orjson.OPT_SORT_KEYS).decode())
    changed = {value for value in before.keys() | after.keys() if before.get(value) != after.get(value)}
    work.hubs |= changed
    work.scope(changed)
    work.run("delete_hubs_in_scope")
    work.append("hubs", ("value", "kind", "reason", "text", "figures"), [(value, *after[value]) for value in sorted(changed & after.keys())])
    flipped = before.keys() ^ after.keys()
    return flipped | {value for value in work.values.intersection(values) if value not in before}


def _figures(work: Work, values: set[str]) -> Iterable[ValueFigures]:
    """Figures of the values that anything holds."""
    work.scope(values)
    tenancy = {row[0]: row[1:] for row in work.rows("tenancy_in_scope")}
    imprecise = {row[0] for row in work.rows("imprecise_in_scope")}
    crowded = crowds(work).among(work, values)
    work.scope(values - crowded.keys())
    counted = [*work.rows("figures_in_scope"), *((value, *crowd.figures()) for value, crowd in crowded.items())]
    company = _company(work, {row[0] for row in counted if row[0].startswith("phone:") and row[4] >= STRANGERS_AT_LEAST}, crowded)
    met = _circles(work, [row[0] for row in counted if row[0].startswith("address:") and STRANGERS_AT_VALUE <= row[6] <= MOST_CIRCLES])
    for value, ads, sites, names, identities, cities, groups, lines in counted:
        kind = value.partition(":")[0]
        phones, subscribers, addresses = tenancy.get(value, (0, 0, 0))
        others = [{v for v in held if v.startswith("phone:") and v != value} for held in company.get(value, {}).values()]
        yield ValueFigures(
            key=value, kind=kind, ads=ads, sites=sites, names=names, identities=identities, cities=cities,
            companions=len(set().union(*others)), alone=round(ads * sum(not other for other in others) / max(1, len(others))), parties=parties(value, company.get(value, {})),
            phones=phones, subscribers=subscribers, addresses=addresses, groups=lines if kind == "owner" else groups, circles=met.get(value, groups),
            precise=value not in imprecise,
        )  # fmt: skip


def _company(work: Work, phones: set[str], crowded: Mapping[str, Crowd]) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Of each phone a sample of its ads, with everything that these give."""
    company: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    work.scope(phones - crowded.keys())
    for phone, item, value in work.rows("company_in_scope", {"most": MOST_COMPANY}):
        company[phone][item].append(value)
    for phone in sorted(phones & crowded.keys()):
        work.scope(crowded[phone].sample(MOST_COMPANY))
        for item, value, _ in work.rows("values_of_items_in_scope"):
            company[phone][item].append(value)
    return company


def _circles(work: Work, addresses: Collection[str]) -> dict[str, int]:
    """How many circles of groups meet at each address."""
    work.scope(addresses)
    met = work.rows("groups_at_scope")
    work.scope(group for _, group in met)
    places: dict[str, list[str]] = defaultdict(list)
    for group, place in work.rows("places_of_joints_in_scope"):
        places[group].append(place)
    meeting: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for address, group in met:
        for place in places[group]:
            meeting[address][place].add(group)
    work.scope(place for here in meeting.values() for place in here)
    groups = dict(work.rows("groups_in_scope"))
    return {address: circles(address, here, groups) for address, here in meeting.items()}


def _find_series(work: Work, phones: set[str]) -> None:
    """Score the number series around phones that came or went."""
    if not work.scope(phones):
        return
    held = {row[0] for row in work.rows("held_in_scope")}
    known = {row[0] for row in work.rows("known_numbers_in_scope")}
    came, went = held - known, known & (phones - held)
    if not came and not went:
        return
    near = phones
    if not work.full:
        work.scope(came | went)
        near = {row[0] for row in work.rows("numbers_near_scope", {"reach": series.REACH})} | came
    work.scope(came | went)
    work.run("delete_numbers_in_scope")
    work.store.insert("numbers", {"value": sorted(came), "number": [_number(value) for value in sorted(came)]})
    work.scope(near | went)
    among = near if work.full else {row[0] for row in work.rows("numbers_near_scope", {"reach": series.REACH})}
    before = {tuple(row) for row in work.rows("series_in_scope")}
    found = series.pairs(sorted(near - went), among)
    after = {(p.left, p.right, p.gap, p.expected, p.probability) for p in found}
    work.run("delete_series_in_scope")
    work.append("series", ("lower", "upper", "gap", "expected", "probability"), sorted(after))
    work.values.update(end for row in before ^ after for end in row[:2])


def _number(value: str) -> int:
    return int("".join(filter(str.isdecimal, value)) or 0)


def _label(work: Work, level: str, moved: set[str]) -> dict[str, str]:
    """Label anew all items that hang together with what moved; the new label of those whose label changed (of all, for components)."""
    items, old = _affected(work, level, moved)
    if not len(items):
        return {}
    work.scope(items)
    joins = [
        work.rows("joins_in_scope" if level == "component" else "sure_joins_in_scope", {"kinds": [kind for kind in LEVELS[level] if kind != "image"]}),
        work.rows("series_joins_in_scope", {"least": SERIES_AT_LEAST if level == "component" else SERIES_THAT_TELLS}),
    ]
    if level == "component":
        joins += [work.rows("picture_ties_in_scope"), _must_links(work, set(items))]
        work.before = dict(old)
    groups = component_numbers(items, chain.from_iterable(joins))
    labels = _names(groups, old, f"{level[0]}{work.number}")
    changed = {item: label for item, label in zip(items, labels, strict=True) if old.get(item) != label}
    if changed:
        work.store.state.replace_labels(changed)
        work.store.run(f"set_{level}")
        if level != "component":
            crowds(work).tell(changed.keys())
    return dict(zip(items, labels, strict=True)) if level == "component" else changed


def _affected(work: Work, level: str, moved: set[str]) -> tuple[list[str], dict[str, str | None]]:
    """The items to label anew, sorted, with the labels they have."""
    if work.full:
        rows = work.store.rows("all_labels")
        return [row[0] for row in rows], {row[0]: row[1 + list(LEVELS).index(level)] for row in rows}
    column = list(LEVELS).index(level)
    work.scope(v for v in moved if v.partition(":")[0] in LEVELS[level])
    partners = {row[0] for row in work.rows("holders_of_series_in_scope", {"least": SERIES_AT_LEAST})}
    near = {row[0] for row in work.rows("holders_in_scope")} | partners | work.items
    if level == "component":
        near |= work.decided.get("person", set())
        near |= {record for d in decisions_of(work, "person") if (d.left | d.right) & near for record in d.left | d.right}
    work.scope(near)
    old: dict[str, str | None] = {row[0]: row[1 + column] for row in work.rows("labels_in_scope")}
    work.scope({label for label in old.values() if label} | work.labels[level])
    old.update(work.rows(f"items_by_{level}_in_scope"))
    work.labels[level].update(label for label in old.values() if label)
    return sorted(old), old


def _must_links(work: Work, items: set[str]) -> list[tuple[str, str]]:
    """Ads that an analyst called one person stand in one region, whatever they share."""
    return [(min(held), other) for d in decisions_of(work, "person") if d.answer == "same" for held in [(d.left | d.right) & items] for other in held]


def component_numbers(items: Sequence[str], joins: Iterable[tuple[str, str]]) -> list[int]:
    """Which items hang together by what joins them with one another or with a value: for each, the place of the first item of its component."""
    place = {item: number for number, item in enumerate(items)}
    parent = list(range(len(items)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for left, right in joins:
        for end in (left, right):
            if end not in place:
                place[end] = len(parent)
                parent.append(len(parent))
        one, other = root(place[left]), root(place[right])
        parent[max(one, other)] = min(one, other)
    return [root(number) for number in range(len(items))]


def _names(groups: Sequence[int], old: dict[str, str | None], prefix: str) -> list[str]:
    """A label for each item (in the order of `old`, sorted): its group's most frequent old one, as long as no larger part has it."""
    votes: dict[tuple[int, str], int] = {}
    for group, item in zip(groups, sorted(old), strict=True):
        label = old[item]
        if label:
            votes[(group, label)] = votes.get((group, label), 0) + 1
    names: dict[int, str] = {}
    taken: set[str] = set()
    for (group, label), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][1], vote[0][0])):
        if group not in names and label not in taken:
            names[group] = label
            taken.add(label)
    for number, group in enumerate(sorted(set(groups) - names.keys())):
        names[group] = f"{prefix}-{number}"
    return [names[group] for group in groups]
