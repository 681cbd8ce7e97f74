"""How good a resolution is: assignments against truth, by entity type, evidence and noise, and how sure the figures are. Pure.

Truth is nine tables (docs/quality.md); a mention is known by (site, ad_id, value) whatever separators stand in or around the value.
"""

from __future__ import annotations

import csv
import gzip
import itertools
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from resolution.confidence import calibration_error, interval, reliability

AdKey = tuple[str, str]
Clusters = Mapping[Any, Hashable]
Scores = dict[str, dict[str, float]]

MENTION_TABLES = {"phone": "phones", "image": "images", "address": "addresses"}
PAIR_LIMIT = 2_000_000  # pairs looked at by evidence and noise; a giant cluster alone would have billions


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one market."""

    person: Mapping[AdKey, str]
    network: Mapping[AdKey, str]
    mentions: Mapping[str, Sequence[tuple[str, str, str, str]]]  # by entity type: (site, ad_id, raw, entity)
    owner: Mapping[AdKey, str]  # by (source, phone)
    network_size: Mapping[str, int]  # persons by network
    edges: Sequence[tuple[str, str, str, str]] = ()  # (site, ad_id, relation, value): what every true relationship joins
    noise: Mapping[AdKey, frozenset[str]] = field(default_factory=dict)  # what misleads in an ad


@dataclass(slots=True)
class Found:
    """What an assignments export says, indexed as truth is."""

    person: dict[AdKey, Hashable] = field(default_factory=dict)
    network: dict[AdKey, Hashable] = field(default_factory=dict)
    owner: dict[AdKey, Hashable] = field(default_factory=dict)
    mentions: dict[str, dict[AdKey, list[tuple[str, str]]]] = field(
        default_factory=lambda: {kind: defaultdict(list) for kind in MENTION_TABLES}
    )
    numbers: set[tuple[str, str, str]] = field(default_factory=set)
    probability: dict[AdKey, float] = field(default_factory=dict)  # stated, that the ad belongs to its person


def _open(path: Path) -> TextIO:
    if path.exists():
        return path.open(newline="", encoding="utf-8")
    return gzip.open(f"{path}.gz", "rt", newline="", encoding="utf-8")


def _table(folder: Path, name: str) -> list[tuple[str, ...]]:
    path = folder / f"truth_{name}.csv"
    if name == "noise" and not (path.exists() or Path(f"{path}.gz").exists()):
        return []
    with _open(path) as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def read_truth(folder: Path) -> Truth:
    """Read the truth tables of a market, plain or gzipped."""
    ads = _table(folder, "ads")
    noise: dict[AdKey, set[str]] = defaultdict(set)
    for site, ad_id, kind in _table(folder, "noise"):
        noise[site, ad_id].add(kind)
    return Truth(
        person={(r[0], r[1]): r[2] for r in ads},
        network={(r[0], r[1]): r[3] for r in ads},
        mentions={kind: [(r[0], r[1], r[2], r[3]) for r in _table(folder, name)] for kind, name in MENTION_TABLES.items()},
        owner={(r[0], r[1]): r[2] for r in _table(folder, "owners")},
        network_size={r[0]: int(r[1]) for r in _table(folder, "networks")},
        edges=[(r[0], r[1], r[2], r[3]) for r in _table(folder, "edges")],
        noise={k: frozenset(v) for k, v in noise.items()},
    )


def read_assignments(path: Path) -> Iterator[Mapping[str, Any]]:
    """Rows of an assignments export, `.csv` or `.parquet`."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        for batch in pq.ParquetFile(path).iter_batches():
            yield from batch.to_pylist()
    else:
        with _open(path) as file:
            yield from csv.DictReader(file)


def bare(value: str) -> str:
    """What is left of a raw value without separators, spaces, signs and invisible characters."""
    return "".join(c for c in value if c.isalnum())


def index(rows: Iterable[Mapping[str, Any]]) -> Found:
    """Index the rows of an export."""
    out = Found()
    for row in rows:
        kind, key = row["entity_type"], (row["site"], str(row["ad_id"]))
        if kind == "person":
            out.person[key] = row["entity_id"]
            out.network[key] = row.get("network_id") or ("person", row["entity_id"])
            if row.get("match_probability") not in (None, ""):
                out.probability[key] = float(row["match_probability"])
        elif kind == "owner":
            out.owner[key] = row["entity_id"]
        elif kind in MENTION_TABLES:
            out.mentions[kind][key].append((bare(row["value"]), row["entity_id"]))
            if kind == "phone" and row.get("normalised"):
                out.numbers.add((*key, row["normalised"]))
    return out


def _matched(truth: Sequence[tuple[str, str, str, str]], found: Mapping[AdKey, list[tuple[str, str]]]) -> dict[tuple[str, str, str], str]:
    """Each true mention's entity: that of the ad's row with the same bare value, or with one that begins or ends with it."""
    out = {}
    for site, ad_id, raw, _ in truth:
        key, here = bare(raw), found.get((site, ad_id), [])
        hits = (
            [e for v, e in here if v == key]
            or [e for v, e in here if v.startswith(key)][:1]
            or [e for v, e in here if v.endswith(key)][-1:]
        )
        if hits:
            out[site, ad_id, raw] = hits[0]
    return out


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _rates(precision: float, recall: float, prefix: str = "") -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{prefix}precision": precision, f"{prefix}recall": recall, f"{prefix}f1": f1}


def compare(truth: Clusters, found: Clusters) -> dict[str, float]:
    """Pairwise, B-cubed and exact-cluster scores, and the merge distance: splits and merges that lead from found to true."""
    placed = {item: found.get(item, ("alone", item)) for item in truth}
    true_size, found_size = Counter(truth.values()), Counter(placed.values())
    overlap = Counter((truth[item], placed[item]) for item in truth)
    together = sum(map(_pairs, overlap.values()))
    found_pairs, true_pairs = sum(map(_pairs, found_size.values())), sum(map(_pairs, true_size.values()))
    items = max(1, len(truth))
    exact = sum(count == true_size[t] == found_size[f] for (t, f), count in overlap.items())
    splits, merges = len(overlap) - len(found_size), len(overlap) - len(true_size)
    return {
        **_rates(together / found_pairs if found_pairs else 1.0, together / true_pairs if true_pairs else 1.0),
        **_rates(
            sum(c * c / found_size[f] for (_, f), c in overlap.items()) / items,
            sum(c * c / true_size[t] for (t, _), c in overlap.items()) / items,
            "b3_",
        ),
        **_rates(exact / max(1, len(found_size)), exact / max(1, len(true_size)), "exact_"),
        "gmd": splits + merges,
        "splits": splits,
        "merges": merges,
        "items": len(truth),
        "missing": sum(item not in found for item in truth),
    }


def oracle_networks(truth: Truth) -> dict[AdKey, Hashable]:
    """Networks as every true relationship in the captures joins them: the ceiling of any resolution."""
    parent: dict[Hashable, Hashable] = {}

    def root(x: Hashable) -> Hashable:
        while parent.setdefault(x, x) != x:
            parent[x] = x = parent[parent[x]]
        return x

    for site, ad_id, relation, value in truth.edges:
        parent[root((site, ad_id))] = root((relation, value, ""))
    return {key: root(key) for key in truth.network}


def giant(clusters: Clusters) -> float:
    """Share of the items in the largest cluster."""
    return max(Counter(clusters.values()).values()) / len(clusters) if clusters else 0.0


def wrong_merges(truth: Truth, person: Mapping[AdKey, Hashable]) -> dict[str, float]:
    """Persons found that mix ads of two true networks."""
    mixed: dict[Hashable, set[str]] = defaultdict(set)
    for key, cluster in person.items():
        if key in truth.network:
            mixed[cluster].add(truth.network[key])
    wrong = sum(len(networks) > 1 for networks in mixed.values())
    return {"persons": wrong, "share": wrong / max(1, len(mixed))}


def evaluate(truth: Truth, rows: Iterable[Mapping[str, Any]]) -> Scores:
    """Scores of every entity type and of networks, by name as the quality report shows them."""
    found = index(rows)
    out: Scores = {"person": compare(truth.person, found.person)}
    for kind in MENTION_TABLES:
        table = truth.mentions[kind]
        out[kind] = compare({r[:3]: r[3] for r in table}, _matched(table, found.mentions[kind]))
    true_numbers = {(site, ad_id, number) for site, ad_id, _, number in truth.mentions["phone"]}
    numbers = {n for n in found.numbers if (n[0], n[1]) in truth.person}
    out["phone_e164"] = _rates(len(true_numbers & numbers) / max(1, len(numbers)), len(true_numbers & numbers) / max(1, len(true_numbers)))
    out["owner"] = compare(truth.owner, found.owner)
    out["network"] = compare(truth.network, found.network)
    best = oracle_networks(truth)
    big = {k: v for k, v in truth.network.items() if truth.network_size[v] >= 3}
    out["network_recall_3plus"] = {
        "recall": compare(big, found.network)["recall"],
        "oracle": compare(big, best)["recall"],
        "items": len(big),
    }
    out["network_oracle"] = compare(truth.network, best)
    out["giant"] = {"found": giant({k: found.network.get(k, k) for k in truth.network}), "true": giant(truth.network)}
    out["wrong_merges"] = wrong_merges(truth, found.person)
    return out


# What the errors have in common


def _cluster_pairs(clusters: Clusters) -> Iterator[tuple[Any, Any]]:
    members: dict[Hashable, list[Any]] = defaultdict(list)
    for item in sorted(clusters):
        members[clusters[item]].append(item)
    return itertools.islice(itertools.chain.from_iterable(itertools.combinations(m, 2) for m in members.values()), PAIR_LIMIT)


def shared_evidence(truth: Truth) -> dict[AdKey, set[tuple[str, str]]]:
    """What each ad truly shows: (type, entity) of its phones, images, addresses and contacts."""
    out: dict[AdKey, set[tuple[str, str]]] = defaultdict(set)
    for kind, table in truth.mentions.items():
        for site, ad_id, _, entity in table:
            out[site, ad_id].add((kind, entity))
    for site, ad_id, relation, value in truth.edges:
        if relation in ("email", "handle"):
            out[site, ad_id].add(("contact", value))
    return out


def _by_class(truth: Truth, person: Mapping[AdKey, Hashable], classes: Any) -> Scores:
    """Precision and recall of person pairs within each class that `classes(a, b)` names."""
    true, found, right = Counter[str](), Counter[str](), Counter[str]()
    for a, b in _cluster_pairs(truth.person):
        same = a in person and person.get(a) == person.get(b)
        for name in classes(a, b):
            true[name] += 1
            right[name] += same
    for a, b in _cluster_pairs({k: v for k, v in person.items() if k in truth.person}):
        found.update(classes(a, b))
    return {
        n: {
            **_rates(right[n] / found[n] if found[n] else 1.0, right[n] / true[n] if true[n] else 1.0),
            "true_pairs": true[n],
            "found_pairs": found[n],
        }
        for n in sorted(true | found)
    }


def by_evidence(truth: Truth, person: Mapping[AdKey, Hashable]) -> Scores:
    """Person pairs by what the two ads share: `image`, `contact+phone`, ... or `nothing`."""
    shows = shared_evidence(truth)
    return _by_class(truth, person, lambda a, b: ["+".join(sorted({kind for kind, _ in shows[a] & shows[b]})) or "nothing"])


def by_noise(truth: Truth, person: Mapping[AdKey, Hashable]) -> Scores:
    """Person pairs by what misleads in either ad; a pair counts under each of its traits."""
    none: frozenset[str] = frozenset()
    return _by_class(truth, person, lambda a, b: sorted(truth.noise.get(a, none) | truth.noise.get(b, none)) or ["none"])


def phones_by_form(truth: Truth, numbers: set[tuple[str, str, str]]) -> dict[str, dict[str, float]]:
    """Recall of numbers in ads that disguise one, by disguise."""
    true, right = Counter[str](), Counter[str]()
    for site, ad_id, _, number in truth.mentions["phone"]:
        kinds = [k for k in truth.noise.get((site, ad_id), ()) if k.startswith("phone:") or k == "mojibake"]
        true.update(kinds or ["plain"])
        if (site, ad_id, number) in numbers:
            right.update(kinds or ["plain"])
    return {kind: {"recall": right[kind] / true[kind], "numbers": true[kind]} for kind in sorted(true)}


def person_reliability(truth: Truth, found: Found) -> Scores:
    """Stated probability that an ad belongs to its person against how often most of the person's other ads agree, by bin."""
    members: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for key, cluster in found.person.items():
        if key in truth.person:
            members[cluster][truth.person[key]] += 1
    stated, right = [], []
    for key, probability in sorted(found.probability.items()):
        if key in truth.person and (others := members[found.person[key]] - Counter([truth.person[key]])):
            stated.append(probability)
            right.append(others.most_common(1)[0][1] <= others[truth.person[key]])
    return _reliable(stated, right, "ads")


def pair_reliability(truth: Truth, pairs: Iterable[tuple[str, str, float]]) -> Scores:
    """Stated match probability of compared pairs (ad, ad, probability) against how often they are one person, by bin."""
    person = {f"{site}/{ad_id}": who for (site, ad_id), who in truth.person.items()}
    known = [(probability, person[one] == person[two]) for one, two, probability in pairs if one in person and two in person]
    return _reliable([probability for probability, _ in known], [same for _, same in known], "pairs")


def _reliable(stated: Sequence[float], right: Sequence[bool], counted: str) -> Scores:
    bins = reliability(stated, right)
    rows: Scores = {f"{b.low:.1f}-{b.high:.1f}": {counted: b.pairs, "stated": b.stated, "observed": b.observed} for b in bins}
    return {**rows, "calibration_error": {counted: len(stated), "error": calibration_error(bins)}}


def report(truth: Truth, rows: Iterable[Mapping[str, Any]]) -> dict[str, Scores]:
    """Everything that can be said of an export against truth, part by part."""
    held = list(rows)
    found = index(held)
    return {
        "scores": evaluate(truth, held),
        "by_evidence": by_evidence(truth, found.person),
        "by_noise": by_noise(truth, found.person),
        "phones_by_form": phones_by_form(truth, found.numbers),
        "reliability": person_reliability(truth, found),
    }


def over_runs(scores: Sequence[Scores]) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Mean, low and high of every figure over several markets or seeds."""
    names = [n for n in scores[0] if all(n in s for s in scores)] if scores else []
    return {n: {k: interval([s[n][k] for s in scores]) for k in scores[0][n] if all(k in s[n] for s in scores)} for n in names}
