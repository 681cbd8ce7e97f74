import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from markets import DAY, ad, hub, region

from resolution.linkage import Scorer, bundled
from resolution.person_records import Records, build, frequency_keys
from resolution.persons import WHOLE_JOINT, Persons, candidate_pairs, resolve_persons
from resolution.region import Decision, Region, ResolvedAd

PHONE, PICTURE = "phone:+4790000001", "image:" + "0f" * 32
WEEKS = tuple(range(DAY, DAY + 15, 3))


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(bundled(), duckdb.connect())


def told(key: str, *values: str, name: str = "anna", age: int = 25, origin: str = "ro", place: str = "NO/oslo") -> ResolvedAd:
    attributes = {"nationality": (origin,), "height_cm": ("165",), "hair": ("red",)}
    return replace(ad(key, *values, days=WEEKS, names=(name,), age=age, place=place), attributes=attributes)


def same(found: Persons, left: str, right: str) -> bool:
    return found.cluster_of[left] == found.cluster_of[right]


def test_the_same_pictures_number_and_facts_are_one_person(scorer: Scorer) -> None:
    found = resolve_persons(region(told("a/1", PHONE, PICTURE), told("b/2", PHONE, PICTURE)), scorer)
    assert found.cluster_of == {"a/1": "a/1", "b/2": "a/1"}
    assert found.probability["a/1"] > 0.9


def test_a_shared_number_alone_does_not_make_one_person_of_two(scorer: Scorer) -> None:
    other = replace(
        told("b/2", PHONE, name="mei", age=41, origin="cn", place="NO/bergen"),
        attributes={"nationality": ("cn",), "height_cm": ("152",), "hair": ("black",)},
    )
    assert not same(resolve_persons(region(told("a/1", PHONE), other), scorer), "a/1", "b/2")


def test_one_stolen_picture_makes_nobody_one(scorer: Scorer) -> None:
    thief = told("b/2", "phone:+4790000002", PICTURE, name="mei", age=41, origin="cn", place="NO/bergen")
    assert not same(resolve_persons(region(told("a/1", PHONE, PICTURE), thief), scorer), "a/1", "b/2")


def test_hubs_join_nothing(scorer: Scorer) -> None:
    made = region(
        told("a/1", PHONE, PICTURE), told("b/2", PHONE, PICTURE, name="mei", age=40), hubs={PHONE: hub(PHONE), PICTURE: hub(PICTURE)}
    )
    found = resolve_persons(made, scorer)
    assert not same(found, "a/1", "b/2")
    assert found.pairs == ()


def test_decisions_are_followed(scorer: Scorer) -> None:
    made = region(told("a/1", PHONE, PICTURE), told("b/2", PHONE, PICTURE))
    apart = Decision("d1", "person", frozenset({"a/1"}), frozenset({"b/2"}), "different")
    assert not same(resolve_persons(replace(made, decisions=(apart,)), scorer), "a/1", "b/2")
    strangers = region(told("a/1", PHONE), told("b/2", PHONE, name="mei", age=45))
    joined = Decision("d2", "person", frozenset({"a/1"}), frozenset({"b/2"}), "same")
    assert same(resolve_persons(replace(strangers, decisions=(joined,)), scorer), "a/1", "b/2")


def test_ads_that_say_nothing_are_persons_of_their_own(scorer: Scorer) -> None:
    found = resolve_persons(region(ad("a/1"), ad("b/2"), ad("c/3", days=())), scorer)
    assert found.cluster_of == {"a/1": "a/1", "b/2": "b/2", "c/3": "c/3"}
    assert resolve_persons(Region({}), scorer).cluster_of == {}


def test_every_ad_alike_ends_in_an_answer(scorer: Scorer) -> None:
    ads = [told(f"a/{number:03d}", PHONE, PICTURE) for number in range(150)]
    assert set(resolve_persons(region(*ads), scorer).cluster_of) == {made.key for made in ads}


def random_ads(seed: int, prefix: str, size: int = 25) -> list[ResolvedAd]:
    rng = random.Random(seed)
    made = []
    for number in range(size):
        values = {f"phone:+{prefix}{rng.randint(1, 5)}", f"image:{prefix}{rng.randint(0, 40):063x}"}
        made.append(
            told(
                f"{prefix}/{number:03d}",
                *values,
                name=rng.choice(("anna", "nina", "mei")),
                age=rng.randint(20, 40),
                origin=rng.choice(("ro", "br")),
            )
        )
    return made


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_other_components_matter(scorer: Scorer, seed: int) -> None:
    here, there = random_ads(seed, "1"), random_ads(seed + 50, "2")
    alone = resolve_persons(region(*here), scorer)
    mixed = here + there
    random.Random(seed).shuffle(mixed)
    both = resolve_persons(region(*mixed), scorer)
    assert {key: both.cluster_of[key] for key in alone.cluster_of} == alone.cluster_of
    assert {pair for pair in both.pairs if pair.left.startswith("1/")} == set(alone.pairs)


def test_a_large_joint_is_not_compared_whole() -> None:
    ads = [ad(f"a/{number:04d}", PHONE, f"address:{number // 3}", names=(f"n{number // 3}",)) for number in range(6 * WHOLE_JOINT)]
    pairs = candidate_pairs(Records(region(*ads)))
    assert ("a/0000", "a/0001") in pairs
    assert len(pairs) < 10 * len(ads)


def test_names_are_what_is_counted() -> None:
    assert frequency_keys(ad("a/1", names=("anna", "maria"))) == ("name:anna", "name:maria")


def test_nothing_is_written_or_read(scorer: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    resolve_persons(region(told("a/1", PHONE), told("b/2", PHONE)), scorer)
    assert list(tmp_path.iterdir()) == []


def test_nearness_in_a_joint_counts(scorer: Scorer) -> None:
    """One name and like looks: of two ads that a chain of others joins, the farther apart they stand the less they are one."""
    plain = [replace(told(f"a/{n}", f"phone:+479000000{n}", f"phone:+479000000{n + 1}", name="mei", age=41, origin="cn"), attributes={}) for n in range(1, 5)]
    made = region(told("a/0", "phone:+4790000001"), *plain, told("b/9", "phone:+4790000005"))
    records = {row["unique_id"]: row for row in build(made).to_pylist()}
    tie = {other: next(step for step in scorer.waterfall("person", records["a/0"], records[other]) if step.comparison == "tie") for other in records}
    assert [tie[other].level for other in ("a/1", "a/2", "a/3", "b/9")] == [
        "a number, contact or address shared", "an ad between them shares with both", "two ads between them", "further apart, or joined by owners or series",
    ]  # fmt: skip
    weights = [tie[other].match_weight for other in ("a/1", "a/2", "a/3", "b/9")]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0 > weights[-1]


def test_a_common_name_says_less_than_a_rare_one(scorer: Scorer) -> None:
    frequency = {"name:anna": -5, "nationality:ro": -2}
    made = region(told("a/1", PHONE), told("b/2", PHONE), told("c/3", PHONE, name="xenobia", origin="is"), told("d/4", PHONE, name="xenobia", origin="is"))
    records = {row["unique_id"]: row for row in build(replace(made, frequency=frequency)).to_pylist()}
    common, rare = (
        {step.comparison: step.match_weight for step in scorer.waterfall("person", records[one], records[two])} for one, two in (("a/1", "b/2"), ("c/3", "d/4"))
    )
    assert rare["name"] > common["name"] + 1
    assert rare["nationality"] > common["nationality"]
