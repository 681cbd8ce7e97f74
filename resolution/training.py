"""Training without labels, and from the answers that there are: what pairs of a store's ads look like, and the model that explains them best."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from resolution import persons, pipeline
from resolution.answers import Answer, moved, shift
from resolution.expectation import PRIORS, Learnt, learn, with_learnt
from resolution.linkage import Model, Scorer, pair_table
from resolution.models import person
from resolution.person_records import Records
from resolution.region import Region
from resolution.steps.decided import decisions_of
from resolution.steps.regions import read_region
from resolution.steps.work import CHUNK, Work
from resolution.store import RecordStore

SAMPLED = 10  # pairs drawn of a large joint for each of its ads
MOST_TOLD = 50  # pairs of ads that a decision on two entities is counted by
ENOUGH = 200  # expected matches: with fewer the model at hand is kept as it is

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Seen:
    """How often pairs of ads show each pattern of levels.

    `whole` are the pairs of joints of which every pair is compared. In larger ones the pairs are chosen by what they share, which would
    make sharing look common among strangers; in `joint` are those too, with a sample that stands for the pairs that were not chosen.
    """

    whole: Counter[tuple[int, ...]] = field(default_factory=Counter)
    joint: Counter[tuple[int, ...]] = field(default_factory=Counter)

    def add(self, region: Region, scorer: Scorer) -> None:
        """Compare the ads of a region."""
        made = Records(region)
        records, joint_of = made.table(), made.joint_of
        size = Counter(joint_of.values())
        compared = persons.candidate_pairs(made)
        small = {pair for pair in compared if joint_of[pair[0]] != joint_of[pair[1]] or size[joint_of[pair[0]]] <= persons.WHOLE_JOINT}
        inside = {pair for pair in compared if joint_of[pair[0]] == joint_of[pair[1]]}
        self.whole += _counted(records, small, scorer)
        self.joint += _counted(records, inside, scorer)
        for pairs, each in _passed_over(joint_of, inside):
            self.joint += _counted(records, pairs, scorer, each)


def train(store: RecordStore, progress: Progress = lambda *_: None) -> Model:
    """A model learnt from all that the store has resolved and from what analysts answered, starting from the model it uses.

    Addresses, pictures and owners keep theirs.
    """
    seen = Seen()
    observe(store, seen, progress)
    model = trained(pipeline.current_model(store), seen, f"trained on the ads of store {store.store_id}")
    return calibrated(model, list(answered(store, model)))


def answered(store: RecordStore, model: Model) -> Iterator[Answer]:
    """The pairs of ads that analysts called the same or different, as the model scores them."""
    if not any(decision.answer != "unsure" for decision in decisions_of(_work(store), person.ENTITY_TYPE)):
        return
    scorer = Scorer(model, store.connection)
    with store.transaction():
        for region, _, _ in regions(store):
            asked = _asked(region)
            if asked:
                records = Records(region).table({ad for pair in asked for ad in pair})
                scored = scorer.score(person.ENTITY_TYPE, records, pair_table(sorted(asked)))
                for left, right, weight in zip(*(scored[name].to_pylist() for name in ("unique_id_l", "unique_id_r", "match_weight")), strict=True):
                    yield Answer(weight, *asked[left, right])


def _asked(region: Region) -> dict[tuple[str, str], tuple[bool, float]]:
    """The pairs of a region that decisions are about, with what was said and each pair's share of its decision; of a long one some pairs."""
    asked: dict[tuple[str, str], tuple[bool, float]] = {}
    for decision in region.decisions:
        if decision.answer != "unsure":
            pairs = {(min(a, b), max(a, b)) for a in decision.left for b in decision.right if a != b and a in region.ads and b in region.ads}
            told = sorted(pairs)[:MOST_TOLD]
            asked |= {pair: (decision.answer == "same", 1 / len(told)) for pair in told}
    return asked


def calibrated(model: Model, answers: Sequence[Answer]) -> Model:
    """The model with its prior moved to where the answers become likeliest; as it is without answers."""
    if not answers:
        return model
    bits, settings = shift(answers), model.settings[person.ENTITY_TYPE]
    prior = min(PRIORS[1], max(PRIORS[0], moved(settings["probability_two_random_records_match"], bits)))
    settings = {**settings, "probability_two_random_records_match": float(f"{prior:.8g}")}
    told = {**model.training, "answers": len(answers), "moved_by_answers": bits, "prior": round(prior, 6)}
    return Model({**model.settings, person.ENTITY_TYPE: settings}, model.origin, told)


def observe(store: RecordStore, seen: Seen, progress: Progress = lambda *_: None) -> None:
    """Compare the ads of a store."""
    scorer = pipeline.scorer(store)
    with store.transaction():
        for region, done, total in regions(store):
            progress("Comparing ads", done, total)
            seen.add(region, scorer)


def trained(model: Model, seen: Seen, origin: str) -> Model:
    """The model with persons learnt from the patterns of their pairs; as it is where these are too few.

    What speaks for one person is learnt where every pair is seen; how much nearness in a joint says, and the prior, everywhere, with all
    else held: left free there, learning takes those who share a number for one person.
    """
    settings = model.settings[person.ENTITY_TYPE]
    learnt = learn(seen.whole, settings["comparisons"], settings["probability_two_random_records_match"])
    if learnt.matches < ENOUGH:
        return Model(model.settings, f"{origin}: too few pairs, nothing learnt", _told(learnt))
    first = with_learnt(settings, learnt)
    placed = learn(seen.joint, first["comparisons"], first["probability_two_random_records_match"], free={person.NEARNESS})
    return Model({**model.settings, person.ENTITY_TYPE: with_learnt(first, placed)}, origin, _told(placed))


def _passed_over(joint_of: Mapping[str, str], compared: Collection[tuple[str, str]]) -> Iterator[tuple[set[tuple[str, str]], int]]:
    """Of each large joint a sample of the pairs that are not compared, and how many such pairs each of the sample stands for."""
    joints: dict[str, list[str]] = defaultdict(list)
    for ad, joint in joint_of.items():
        joints[joint].append(ad)
    for joint, ads in sorted(joints.items()):
        if len(ads) > persons.WHOLE_JOINT:
            drawn = _drawn(joint, sorted(ads))
            yield drawn.difference(compared), round(len(ads) * (len(ads) - 1) / 2 / len(drawn))


def _drawn(joint: str, ads: list[str]) -> set[tuple[str, str]]:
    """Pairs of ads at random, the same for the same joint."""
    chance = random.Random(joint)
    pairs = (chance.sample(ads, 2) for _ in range(SAMPLED * len(ads)))
    return {(min(pair), max(pair)) for pair in pairs}


def _counted(records: pa.Table, pairs: Collection[tuple[str, str]], scorer: Scorer, each: int = 1) -> Counter[tuple[int, ...]]:
    scored = scorer.score(person.ENTITY_TYPE, records, pair_table(sorted(pairs)))
    columns = (scored[name].to_pylist() for name in scored.column_names if name.startswith("gamma_"))
    return Counter({pattern: each * count for pattern, count in Counter(zip(*columns, strict=True)).items()})


def regions(store: RecordStore) -> Iterator[tuple[Region, int, int]]:
    """All regions of a store, some thousand items at a time, with how far along they are. Inside a transaction."""
    work = _work(store)
    items: dict[str, list[str]] = defaultdict(list)
    for item, *labels in store.rows("all_labels"):
        items[labels[-1] or item].append(item)
    total, done = sum(map(len, items.values())), 0
    batch: dict[str, str] = {}
    for label in sorted(items):
        batch |= dict.fromkeys(items[label], label)
        if len(batch) >= CHUNK:
            done += len(batch)
            yield read_region(work, batch, batch).region, done, total
            batch = {}
    if batch:
        yield read_region(work, batch, batch).region, total, total


def _work(store: RecordStore) -> Work:
    return Work(store, pipeline.current_model(store), pipeline.scorer(store), "", 0, False, lambda *_: None)


def _told(learnt: Learnt) -> dict[str, object]:
    return {"pairs": learnt.pairs, "expected_matches": round(learnt.matches, 1), "prior": round(learnt.prior, 6), "rounds": learnt.rounds}
