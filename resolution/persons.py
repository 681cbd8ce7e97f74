"""Ads into persons: which ads of a region are compared, and the clusters that their scores give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from resolution import person_records
from resolution.clusters import UNSCORED_MATCH_WEIGHT, cluster_pairs
from resolution.linkage import Scorer, pair_table, probability
from resolution.models import person
from resolution.region import Region, ResolvedAd, ScoredPair
from resolution.scores import Scores

WHOLE_JOINT = 60  # ads that anything but pictures joins: up to here every pair is compared; 1,770 pairs
WHOLE_BLOCK = 60  # ads that share a value: in a larger block the value tells nobody apart
JOINED = 0.3  # mean probability at which ads join. Pairs of one person confirm one another, so that their mean understates it; 0.2 to 0.5 move little
KEPT_WEIGHT = -10.0  # bits: pairs below are of no use to anyone


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons of a region. A cluster key is the smallest ad key of its cluster."""

    cluster_of: Mapping[str, str]
    pairs: tuple[ScoredPair, ...]
    probability: Mapping[str, float]
    scores: Scores

    def regrouped(self, cluster_of: Mapping[str, str]) -> Persons:
        """The same pairs and scores with other clusters."""
        return replace(self, cluster_of=cluster_of, probability=_probabilities(cluster_of, self.pairs))


def frequency_keys(ad: ResolvedAd) -> tuple[str, ...]:
    """The values of an ad whose share of all ads scores depend on."""
    return person_records.frequency_keys(ad)


def resolve_persons(region: Region, scorer: Scorer, known: Scores | None = None) -> Persons:
    """Compare and cluster the ads of a region; every ad belongs to exactly one person. Pairs whose records are as in `known` keep their score."""
    records = person_records.build(region)
    decisions = [decision for decision in region.decisions if decision.entity_type == person.ENTITY_TYPE]
    twins = _twins(records, scorer, frozenset().union(*(decision.left | decision.right for decision in decisions)))
    first_of = {pair.right: pair.left for pair in twins}
    single = records.filter(pc.invert(pc.is_in(records["unique_id"], value_set=pa.array(first_of, pa.string()))))
    scores = Scores.unscored(single, candidate_pairs(single), person.LABELS, scorer.model.version)
    if known is not None:
        scores.recall(known)
    scores.learn(scorer.score(person.ENTITY_TYPE, single, pair_table(scores.fresh())))
    scored = scores.table()
    clusters = cluster_pairs(
        scored,
        map(str, single["unique_id"].to_pylist()),
        decisions=decisions,
        threshold_match_probability=JOINED,
        unscored_match_weight=UNSCORED_MATCH_WEIGHT,
    )
    ads, keys = (map(str, clusters[name].to_pylist()) for name in ("unique_id", "cluster_id"))
    cluster_of = dict(zip(ads, keys, strict=True))
    cluster_of |= {twin: cluster_of[first] for twin, first in first_of.items()}
    kept = tuple(sorted((*_scored_pairs(scored), *twins), key=lambda pair: (pair.left, pair.right)))
    return Persons(cluster_of, kept, _probabilities(cluster_of, kept), scores)


def _twins(records: pa.Table, scorer: Scorer, decided: Collection[str]) -> list[ScoredPair]:
    """Ads that no comparison tells from a smaller one, where so many are alike that pairs of them all would be too many."""
    crowded = {joint for joint, size in Counter(map(str, records["joint"].to_pylist())).items() if size > WHOLE_JOINT}
    alike: dict[bytes, list[str]] = defaultdict(list)
    for row in records.filter(pc.is_in(records["joint"], value_set=pa.array(sorted(crowded), pa.string()))).to_pylist():
        ad = str(row.pop("unique_id"))
        if ad not in decided:
            alike[orjson.dumps(row, option=orjson.OPT_SORT_KEYS)].append(ad)
    groups = [sorted(ads) for ads in alike.values() if len(ads) > WHOLE_BLOCK]
    samples = scorer.score(person.ENTITY_TYPE, records, pair_table([(ads[0], ads[1]) for ads in groups]))
    of_first = {pair.left: pair for pair in _scored_pairs(samples) if pair.match_probability >= JOINED}
    return [replace(of_first[ads[0]], right=twin) for ads in groups if ads[0] in of_first for twin in ads[1:]]


def candidate_pairs(records: pa.Table) -> list[tuple[str, str]]:
    """Pairs worth comparing: all of a small joint, of a large one those that share a block, and any that share a picture."""
    joints: dict[str, list[str]] = defaultdict(list)
    pictures: dict[str, list[str]] = defaultdict(list)
    columns = (records.column(name).to_pylist() for name in ("unique_id", "joint", "blocks", "shoots"))
    blocks: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ad, joint, keys, shoots in zip(*columns, strict=True):
        joints[joint].append(ad)
        for key in keys:
            blocks[joint][key].append(ad)
        for shoot in shoots:
            pictures[shoot].append(ad)
    whole = (ads for ads in joints.values() if len(ads) <= WHOLE_JOINT)
    parts = (ads for joint, keyed in blocks.items() if len(joints[joint]) > WHOLE_JOINT for ads in keyed.values() if len(ads) <= WHOLE_BLOCK)
    shown = (ads for ads in pictures.values() if len(ads) <= WHOLE_BLOCK)
    return sorted({pair for ads in chain(whole, parts, shown) for pair in combinations(sorted(ads), 2)})


def _scored_pairs(scored: pa.Table) -> tuple[ScoredPair, ...]:
    worth = scored.filter(pc.field("match_weight") >= KEPT_WEIGHT)
    columns = (worth[name].to_pylist() for name in ("unique_id_l", "unique_id_r", "match_weight"))
    return tuple(ScoredPair(left, right, weight, probability(weight)) for left, right, weight in zip(*columns, strict=True))


def _probabilities(cluster_of: Mapping[str, str], pairs: Iterable[ScoredPair]) -> dict[str, float]:
    """That all ads of a cluster are one person: the mean over its ads of the best pair that ties each to the rest."""
    size = Counter(cluster_of.values())
    best: dict[str, float] = defaultdict(float)
    for pair in pairs:
        if cluster_of[pair.left] == cluster_of[pair.right]:
            for ad in (pair.left, pair.right):
                best[ad] = max(best[ad], pair.match_probability)
    total: dict[str, float] = defaultdict(float)
    for ad, cluster in cluster_of.items():
        total[cluster] += best[ad]
    return {cluster: total[cluster] / size[cluster] if size[cluster] > 1 else 1.0 for cluster in size}
