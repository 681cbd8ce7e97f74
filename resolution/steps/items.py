"""Step 1: captures of the items that changed collapse into profiles; what they hold is written down and counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from resolution import person_records
from resolution.extraction import Extraction
from resolution.linkage import frequency_step, total_step
from resolution.profiles import CLUSTERED, Profile, brief, decide, holdings, identity, resolved_ad, undecided
from resolution.region import ResolvedAd
from resolution.steps.crowds import crowds
from resolution.steps.work import CHUNK, Work

TOTAL = "total:ads"
WORLD = ("place:", "site:")  # keys that stand in the graph
DECIDED = "decided|"  # marks what is pending for a decision: decided|KIND|RECORD

ITEM = (
    "item", "site", "identity", "name", "place", "first_seen", "last_seen", "first_day", "last_day", "days", "line", "joint", "component",
)  # fmt: skip


@dataclass
class Written:
    """Rows on their way into `items`, `profiles` and `holdings`."""

    items: list[tuple[Any, ...]] = field(default_factory=list)
    profiles: list[tuple[str, str, str]] = field(default_factory=list)
    holdings: list[tuple[str, str, str, str]] = field(default_factory=list)


def take_items(work: Work) -> None:
    """Bring the profiles of all items that changed up to date, and with them holdings and counts."""
    names = _everything(work) if work.full else work.pending
    counts: Counter[str] = Counter()
    with Extraction(len(names)) as extraction:
        for start in range(0, len(names), CHUNK):
            work.progress("Reading ads", start, len(names))
            _take(work, names[start : start + CHUNK], extraction, counts)
    work.progress("Reading ads", len(names), len(names))
    _count(work, counts)
    work.keys |= {key for key in counts if key.startswith(WORLD)}  # also where the count stays: an ad may move the place it gives
    if work.full:
        work.keys |= {row[0] for row in work.store.rows("all_world_keys")}


def _everything(work: Work) -> list[str]:
    """Every ad and directory row there is or was."""
    return sorted({row[0] for name in ("everything_held", "all_items") for row in work.store.rows(name)})


def read_numbers(work: Work) -> None:
    """Decide ambiguous numbers anew where what supports a reading may have moved."""
    work.scope(form for form in work.forms if form.startswith("phone:"))
    doubtful = sorted(row[0] for row in (work.store.rows("all_ambiguous_items") if work.full else work.rows("ambiguous_items_in_scope")))
    for start in range(0, len(doubtful), CHUNK):
        work.progress("Reading numbers", start, len(doubtful))
        _decide(work, doubtful[start : start + CHUNK])


def _take(work: Work, names: list[str], extraction: Extraction, counts: Counter[str]) -> None:
    work.scope(names)
    before = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    changed: dict[str, Profile | None] = {}
    for item, profile in _profiles(work, names, extraction).items():
        old = before.get(item)
        if profile is None or old is None or undecided(old) != profile:
            changed[item] = profile
    if not changed:
        return
    work.items |= {item for item, profile in changed.items() if profile is not None}
    _replace(work, {item: profile for item, profile in changed.items() if profile is not None}, changed.keys(), counts)


def _profiles(work: Work, names: Sequence[str], extraction: Extraction) -> Mapping[str, Profile | None]:
    """The profile of each item from all that is held of it; None where nothing is."""
    records: dict[str, list[str]] = defaultdict(list)
    for statement, rows in (("captures_of_ads", False), ("directory_rows_of_items", True)):
        asked = [name for name in names if name.startswith("row:") == rows]
        for item, record in work.store.rows(statement, {"items": asked}) if asked else ():
            records[item].append(record)
    return dict.fromkeys(names) | extraction.profiles(list(records.items()))


def _replace(work: Work, profiles: Mapping[str, Profile], changed: Collection[str], counts: Counter[str]) -> None:
    """Take what `changed` items held out, put what they hold now in."""
    crowds(work).tell(changed)
    work.scope(changed)
    labels = {row[0]: row[1:] for row in work.rows("labels_in_scope")}
    for level, old in zip(work.labels.values(), zip(*labels.values(), strict=True), strict=False):
        level.update(label for label in old if label)
    work.gone.update((item, label[2]) for item, label in labels.items() if item not in profiles)
    for value, form, _, item, role in work.rows("holdings_in_scope"):
        if role == "key":
            counts[form] -= 1
        else:
            work.forms.add(form)
            work.values.add(value)
            work.left.add((value, labels[item][1]))
        if form.startswith("site:") and role == "key" and not item.startswith("row:"):
            counts[TOTAL] -= 1
    for table in ("items", "profiles", "holdings"):
        work.run(f"delete_{table}_in_scope")
    written = Written()
    for item, profile in profiles.items():
        _write(item, profile, labels.get(item, (None, None, None)), written, counts)
    work.forms.update(form for form, _, _, role in written.holdings if role != "key")
    _insert(work, written)


def _write(item: str, profile: Profile, labels: tuple[Any, ...], written: Written, counts: Counter[str]) -> None:
    told = brief(profile)
    keys = [] if profile.get("row") else counted_keys(resolved_ad(item, told, {}))
    counts.update(keys)
    if keys:
        counts[TOTAL] += 1
    name, who = identity(profile)
    days = profile.get("days") or ([profile["day"]] if profile.get("day") is not None else [])
    place = profile["places"][-1][1] if profile.get("places") else None
    site = None if profile.get("row") else profile["site"]
    dates = (profile.get("first_seen"), profile.get("last_seen"), days[0] if days else None, days[-1] if days else None, len(days))
    written.items.append((item, site, who, name, place, *dates, *labels))
    written.profiles.append((item, orjson.dumps(told).decode(), orjson.dumps(profile).decode()))
    written.holdings.extend(holdings(item, profile, keys))


def counted_keys(ad: ResolvedAd) -> list[str]:
    """What is counted of an ad: what the person model weighs by how common it is, its places and its site."""
    return sorted({*person_records.frequency_keys(ad), *(f"place:{place}" for _, place in ad.places), f"site:{ad.site}"})


def _insert(work: Work, written: Written) -> None:
    work.append("items", ITEM, written.items)
    work.append("profiles", ("item", "brief", "profile"), written.profiles)
    if written.holdings:
        forms, kinds, items, roles = map(list, zip(*written.holdings, strict=True))
        work.scope(form for form, kind in zip(forms, kinds, strict=True) if kind in CLUSTERED)
        value_of = dict(work.rows("values_of_forms_in_scope"))
        values = [value_of.get(form, form) for form in forms]
        work.values.update(value for value, role in zip(values, roles, strict=True) if role != "key")
        work.store.insert("holdings", {"value": values, "form": forms, "kind": kinds, "item": items, "role": roles})


def _count(work: Work, moved: Counter[str]) -> None:
    """Move the counts; a key that becomes as rare or as common as scores tell it has its holders' regions resolved again."""
    moved = Counter({key: change for key, change in moved.items() if change})
    if not moved:
        return
    work.scope([*moved, TOTAL])
    before = dict(work.rows("counts_in_scope"))
    after = {key: before.get(key, 0) + moved[key] for key in {*moved, TOTAL}}
    work.run("delete_counts_in_scope")
    present = {key: count for key, count in after.items() if count > 0}
    work.store.insert("frequency", {"key": list(present), "count": list(present.values())})
    old_total, total = before.get(TOTAL, 0), after[TOTAL]
    if total_step(old_total) != total_step(total):
        everywhere = dict(work.store.rows("weighed_counts"))
        before, after = everywhere | before, everywhere | after
    work.scope(key for key in after if _common(key, before.get(key, 0), old_total) != _common(key, after[key], total))
    work.scope(row[0] for row in work.rows("holders_of_keys_in_scope"))
    work.labels["component"] |= {row[0] for row in work.rows("components_in_scope")}


def _common(key: str, count: int, total: int) -> int:
    return person_records.commonness(key, frequency_step(count, total))


def _decide(work: Work, doubtful: list[str]) -> None:
    work.scope(doubtful)
    profiles = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    readings = {number for profile in profiles.values() for m in profile["mentions"] for number, _ in m.get("readings", ())}
    work.scope(f"phone:{number}" for number in readings)
    support = {value.removeprefix("phone:"): count for value, count in work.rows("support_in_scope")}
    changed = {item: profile for item, profile in profiles.items() if decide(profile, support)}
    if changed:
        work.items |= changed.keys()
        _replace(work, changed, changed.keys(), Counter())
