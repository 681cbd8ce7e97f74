"""Training without labels: what pairs of a store's ads look like, and the model that explains them best."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

import orjson
import pyarrow as pa

from resolution import person_records, persons, pipeline
from resolution.expectation import Learnt, learn, with_learnt
from resolution.linkage import Model, Scorer, pair_table
from resolution.models import person
from resolution.profiles import CLUSTERED
from resolution.region import Region
from resolution.steps.regions import read_region
from resolution.steps.work import CHUNK, Work
from resolution.store import RecordStore

ENOUGH = 200  # expected matches: with fewer the model at hand is kept as it is

Progress = Callable[[str, int, int], None]


def train(store: RecordStore, progress: Progress = lambda *_: None) -> Model:
    """A model learnt from all that the store has resolved, starting from the model it uses. Addresses, pictures and owners keep theirs."""
    model, scorer = pipeline.current_model(store), pipeline.scorer(store)
    seen: Counter[tuple[int, ...]] = Counter()
    with store.transaction():
        for region, done, total in regions(store):
            progress("Comparing ads", done, total)
            seen += patterns(region, scorer)
    return trained(model, seen, f"trained on the ads of store {store.store_id}")


def trained(model: Model, seen: Mapping[tuple[int, ...], int], origin: str) -> Model:
    """The model with persons learnt from the patterns of their pairs; as it is where these are too few."""
    settings = model.settings[person.ENTITY_TYPE]
    learnt = learn(seen, settings["comparisons"], settings["probability_two_random_records_match"])
    told = _told(learnt)
    if learnt.matches < ENOUGH:
        return Model(model.settings, f"{origin}: too few pairs, nothing learnt", told, model.calibration)
    return Model({**model.settings, person.ENTITY_TYPE: with_learnt(settings, learnt)}, origin, told, model.calibration)


def patterns(region: Region, scorer: Scorer) -> Counter[tuple[int, ...]]:
    """How often pairs of ads show each pattern of levels.

    Only joints of which every pair is compared are learnt from: in larger ones the pairs are chosen by what they share, which would
    make sharing look common among strangers.
    """
    records = person_records.build(region)
    joint_of = dict(zip(records["unique_id"].to_pylist(), records["joint"].to_pylist(), strict=True))
    size = Counter(joint_of.values())
    pairs = [
        (left, right)
        for left, right in persons.candidate_pairs(records)
        if joint_of[left] != joint_of[right] or size[joint_of[left]] <= persons.WHOLE_JOINT
    ]
    return _counted(scorer.score(person.ENTITY_TYPE, records, pair_table(pairs)))


def _counted(scored: pa.Table) -> Counter[tuple[int, ...]]:
    gammas = [name for name in scored.column_names if name.startswith("gamma_")]
    columns = (scored[name].to_pylist() for name in gammas)
    return Counter(zip(*columns, strict=True))


def regions(store: RecordStore) -> Iterator[tuple[Region, int, int]]:
    """All regions of a store, some thousand items at a time, with how far along they are. Inside a transaction."""
    work = Work(store, pipeline.current_model(store), pipeline.scorer(store), "", 0, False, lambda *_: None)
    items: dict[str, list[str]] = defaultdict(list)
    for item, *labels in store.rows("all_labels"):
        items[labels[-1] or item].append(item)
    total, done = sum(map(len, items.values())), 0
    batch: dict[str, str] = {}
    for label in sorted(items):
        batch |= dict.fromkeys(items[label], label)
        if len(batch) >= CHUNK:
            done += len(batch)
            yield _region(work, batch), done, total
            batch = {}
    if batch:
        yield _region(work, batch), total, total


def _region(work: Work, component: Mapping[str, str]) -> Region:
    work.scope(component)
    profiles = {item: orjson.loads(profile) for item, profile in work.rows("profiles_in_scope")}
    value_of = {form: value for value, form in work.rows("clustered_in_scope", {"kinds": CLUSTERED})}
    return read_region(work, profiles, value_of, component)


def _told(learnt: Learnt) -> dict[str, object]:
    return {"pairs": learnt.pairs, "expected_matches": round(learnt.matches, 1), "prior": round(learnt.prior, 6), "rounds": learnt.rounds}
