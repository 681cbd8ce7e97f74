"""Ads into persons: which ads of a region are compared, and the clusters that their scores give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations

import pyarrow as pa
import pyarrow.compute as pc

from resolution.clusters import UNSCORED_MATCH_WEIGHT, cluster_pairs
from resolution.linkage import Scorer, pair_table, probability
from resolution.models import person
from resolution.person_records import Records
from resolution.profiles import digest
from resolution.region import Region, ScoredPair
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


def resolve_persons(region: Region, scorer: Scorer, known: Scores | None = None) -> Persons:
    """Compare and cluster the ads of a region; every ad belongs to exactly one person. Pairs whose records are as in `known` keep their score."""
    records = Records(region)
    digests = {ad: records.digest(ad) for ad in records.ads}
    decisions = [decision for decision in region.decisions if decision.entity_type == person.ENTITY_TYPE]
    twins = _twins(records, digests, scorer, frozenset().union(*(decision.left | decision.right for decision in decisions)))
    first_of = {pair.right: pair.left for pair in twins}
    single = [ad for ad in records.ads if ad not in first_of]
    stated = [(ad, digest((scorer.model.version, digests[ad])), records.labels(ad)) for ad in single]
    scores = Scores.unscored(stated, candidate_pairs(records, single))
    if known is not None:
        scores.recall(known)
    fresh = scores.fresh()
    scores.learn(scorer.score(person.ENTITY_TYPE, records.rows({end for pair in fresh for end in pair}), pair_table(fresh)))
    scored = scores.table()
    clusters = cluster_pairs(
        scored,
        single,
        decisions=decisions,
        threshold_match_probability=JOINED,
        unscored_match_weight=UNSCORED_MATCH_WEIGHT,
    )
    ads, keys = (map(str, clusters[name].to_pylist()) for name in ("unique_id", "cluster_id"))
    cluster_of = dict(zip(ads, keys, strict=True))
    cluster_of |= {twin: cluster_of[first] for twin, first in first_of.items()}
    kept = tuple(sorted((*_scored_pairs(scored), *twins), key=lambda pair: (pair.left, pair.right)))
    return Persons(cluster_of, kept, _probabilities(cluster_of, kept), scores)


def _twins(records: Records, digests: Mapping[str, int], scorer: Scorer, decided: Collection[str]) -> list[ScoredPair]:
    """Ads that no comparison tells from a smaller one, where so many are alike that pairs of them all would be too many."""
    size = Counter(records.joint_of.values())
    alike: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
    for ad in records.ads:
        if size[records.joint_of[ad]] > WHOLE_JOINT and ad not in decided:
            alike[digests[ad], records.labels(ad)].append(ad)
    groups = [ads for ads in alike.values() if len(ads) > WHOLE_BLOCK]
    if not groups:
        return []
    samples = scorer.score(person.ENTITY_TYPE, records.rows(ad for ads in groups for ad in ads[:2]), pair_table([(ads[0], ads[1]) for ads in groups]))
    of_first = {pair.left: pair for pair in _scored_pairs(samples) if pair.match_probability >= JOINED}
    return [replace(of_first[ads[0]], right=twin) for ads in groups if ads[0] in of_first for twin in ads[1:]]


def candidate_pairs(records: Records, ads: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Pairs worth comparing: all of a small joint, of a large one those that share a block, and any that share a picture; of `ads`, if given."""
    joints: dict[str, list[str]] = defaultdict(list)
    pictures: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ad in records.ads if ads is None else ads:
        joints[records.joint_of[ad]].append(ad)
        for shoot in records.shoots[ad]:
            pictures[shoot, records.component_of[ad]].append(ad)
    whole = (held for held in joints.values() if len(held) <= WHOLE_JOINT)
    parts = (block for held in joints.values() if len(held) > WHOLE_JOINT for block in _blocks(records, held) if len(block) <= WHOLE_BLOCK)
    shown = (held for held in pictures.values() if len(held) <= WHOLE_BLOCK)
    return sorted({pair for held in chain(whole, parts, shown) for pair in combinations(sorted(held), 2)})


def _blocks(records: Records, ads: Iterable[str]) -> Iterable[list[str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for ad in ads:
        for key in records.blocks(ad):
            blocks[key].append(ad)
    return blocks.values()


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
