"""Networks: what joins and what must not, each with the evidence that misleads; and the laws that incremental resolving rests on."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from markets import DAY, ad, alone, hub, random_market, region

from resolution.joints import components, strong_joints
from resolution.networks import find, parted
from resolution.region import Decision, Joint, Region, ResolvedAd, ScoredPair, SeriesPair, Subscription

ONE, TWO, THREE, FOUR = "phone:+4790000101", "phone:+4790000104", "phone:+4791234567", "phone:+4792345678"


def _groups(made: Region, persons: dict[str, str] | None = None, pairs: tuple[ScoredPair, ...] = (), **cut: float) -> list[set[str]]:
    return [set(network.ads) for network in find(made, persons or alone(made), pairs, **cut)]


def test_a_shared_number_joins() -> None:
    (network,) = find(made := region(ad("s/1", ONE), ad("s/2", ONE), ad("s/3", TWO)), alone(made), ())
    assert network.ads == {"s/1", "s/2"}
    assert network.key == "s/1"
    assert network.values == {ONE}
    assert {joint.evidence for joint in network.joints} == {"phone"}


def test_one_person_alone_is_no_network() -> None:
    made = region(ad("s/1", ONE), ad("s/2", ONE))
    assert find(made, {"s/1": "s/1", "s/2": "s/1"}, ()) == []


def test_pictures_and_texts_never_join() -> None:
    made = region(ad("s/1", "image:a"), ad("s/2", "image:a"))
    assert find(made, alone(made), ()) == []


@pytest.mark.parametrize("value", [ONE, "address:NO/oslo/1", "email:a@b.example", "handle:telegram:a"])
def test_a_hub_never_joins_and_is_no_member(value: str) -> None:
    made = region(ad("s/1", value, TWO), ad("t/2", value, TWO), ad("t/3", value, THREE), hubs={value: hub(value)})
    (network,) = find(made, alone(made), ())
    assert network.ads == {"s/1", "t/2"}
    assert value not in network.values


def test_series_owner_address_and_contact_join() -> None:
    series = SeriesPair(ONE, TWO, 3, 0.001, 0.97)
    rows = (Subscription(TWO, "owner:o", "", "d", None), Subscription(THREE, "owner:o", "", "d", None))
    ads = (ad("s/1", ONE), ad("s/2", TWO), ad("s/3", THREE, "address:a"), ad("t/4", FOUR, "address:a", "email:m"), ad("u/5", "email:m"))
    (network,) = find(made := region(*ads, series=(series,), subscriptions=rows), alone(made), ())
    assert len(network.ads) == 5
    assert {joint.evidence for joint in network.joints} == {"phone", "series", "owner", "address", "email"}
    assert network.weakest_bridge is not None
    assert network.weakest_bridge.evidence in {"address", "owner", "series"}
    assert 0 < network.probability < 1
    assert "owner:o" in network.values


def test_a_doubtful_series_joins_only_a_coarser_cut() -> None:
    made = region(ad("s/1", ONE), ad("s/2", TWO), series=(SeriesPair(ONE, TWO, 3, 0.3, 0.6),))
    assert _groups(made) == []
    assert _groups(made, strength=0.5) == [{"s/1", "s/2"}]
    assert _groups(made, strength=0.9) == []


def test_many_strangers_at_one_address_stay_apart_until_it_is_a_hub_too() -> None:
    guests = [ad(f"s/{n}", f"phone:+479200{n:04d}", "address:hotel") for n in range(6)]
    assert _groups(region(*guests)) == []


def test_a_small_help_line_does_not_join_those_who_give_their_own_numbers_beside_it() -> None:
    asked = [ad(f"s/{n}", f"phone:+479200{n:04d}", ONE) for n in range(5)]
    assert _groups(region(*asked, *(ad(f"t/{n}", f"phone:+479200{n:04d}") for n in range(5)))) == [{f"s/{n}", f"t/{n}"} for n in range(5)]


def test_a_number_that_many_give_once_and_nobody_keeps_to_joins_nobody() -> None:
    forwarded = [ad(f"s/{n}", ONE) for n in range(12)]
    own = [ad(f"t/{n}", f"phone:+479200{n:04d}") for n in range(12)]
    persons = {f"{side}/{n}": f"s/{n}" for side in "st" for n in range(12)}
    assert _groups(region(*forwarded, *own), persons) == []
    kept = [ad(f"u/{n}", ONE) for n in range(12)]
    assert len(_groups(region(*forwarded, *own, *kept), persons | {f"u/{n}": f"s/{n}" for n in range(12)})) == 1


def test_a_number_that_joins_nobody_is_in_no_network() -> None:
    own = [ad(f"t/{n}", f"phone:+479200{n % 6:04d}", *([ONE] if n < 6 else [])) for n in range(12)]
    networks = find(made := region(*own), alone(made), ())
    assert len(networks) == 6
    assert not any(ONE in network.values for network in networks)


def test_meeting_twice_is_believed_sooner_than_once() -> None:
    names = "abcdef"
    once = [ad(f"s/{n}", f"phone:+479200000{i}", "address:x") for i, n in enumerate(names)]
    assert _groups(region(*once)) == []
    twice = [replace(one, values=one.values | {"address:y"}) if one.key in ("s/a", "s/b") else one for one in once]
    assert _groups(region(*twice)) == [{"s/a", "s/b"}]


def test_two_large_networks_need_more_than_one_weak_tie() -> None:
    left = [ad(f"s/{n}", f"phone:+479200{n:04d}", f"phone:+479200{n + 1:04d}") for n in range(12)]
    right = [ad(f"t/{n}", f"phone:+479300{n:04d}", f"phone:+479300{n + 1:04d}") for n in range(12)]
    own = [ad(f"{side}/x{n}", f"phone:+479{number}00{n:04d}") for side, number in (("s", 2), ("t", 3)) for n in range(13)]
    tie = SeriesPair("phone:+4792000003", "phone:+4793000003", 5, 0.2, 0.85)
    assert len(_groups(region(*left, *right, *own, series=(tie,)))) == 2
    assert len(_groups(region(ad("s/1", tie.left), ad("t/1", tie.right), series=(tie,)))) == 1


def test_one_weak_tie_is_believed_less_if_all_else_differs() -> None:
    series = SeriesPair(ONE, TWO, 3, 0.001, 0.97)
    left = [ad(f"s/{n}", ONE, f"address:a{n % 2}", days=range(DAY, DAY + 60, 10)) for n in range(6)]
    right = [ad("t/1", TWO, days=[DAY + 20]), ad("t/2", TWO, days=[DAY + 30])]
    apart = [replace(one, places=((day, "SE/malmö"),)) for one in right for day, _ in one.places[:1]]
    later = [replace(one, places=((DAY + 120, "NO/oslo"),)) for one in right]
    elsewhere = [replace(one, values=one.values | {"address:b", "address:c"}) for one in right]
    assert len(_groups(region(*left, *right, series=(series,)))) == 1
    for other in (apart, later, elsewhere):
        assert len(_groups(region(*left, *other, series=(replace(series, probability=0.9),)))) == 2


def test_two_series_are_two_reasons_and_one_series_is_one() -> None:
    other, again = "phone:+4791234570", "phone:+4790000106"
    weak = SeriesPair(ONE, TWO, 3, 0.3, 0.6)
    made = [ad("s/1", ONE, THREE), ad("s/2", ONE), ad("s/3", THREE), ad("t/1", TWO, other), ad("t/2", TWO), ad("t/3", other)]
    assert len(_groups(region(*made, series=(weak,)))) == 2
    assert len(_groups(region(*made, ad("t/4", again, TWO), ad("t/5", again), series=(weak, SeriesPair(ONE, again, 5, 0.3, 0.6))))) == 2
    assert len(_groups(region(*made, series=(weak, SeriesPair(THREE, other, 3, 0.3, 0.6))))) == 1


def test_a_tie_through_a_number_given_beside_others_is_weighed_like_any_other() -> None:
    def network(country: str, number: str, beside: str, days: tuple[int, ...]) -> list[ResolvedAd]:
        shared = (number, f"address:{country}", f"email:{country}")
        given = [(*shared, beside) if n < 2 else shared for n in range(7)]
        return [ad(f"s/{country}{n}", *values, days=days, place=f"{country}/x") for n, values in enumerate(given)]

    rows = (Subscription(THREE, "owner:straw", "", "d", None), Subscription(FOUR, "owner:straw", "", "d", None))
    ads = (*network("NO", ONE, THREE, (DAY,)), *network("PL", TWO, FOUR, (DAY + 200,)))
    assert [len(found) for found in _groups(region(*ads, subscriptions=rows))] == [7, 7]


def test_who_buys_from_one_straw_stays_apart_however_the_joining_goes() -> None:
    buyers = [ad(f"s/{n}", f"phone:+479200{n:04d}") for n in range(7)]
    rows = tuple(Subscription(f"phone:+479200{n:04d}", "owner:straw", "", "d", None) for n in range(7))
    assert _groups(region(*buyers, subscriptions=rows)) == []
    assert len(_groups(region(*buyers[:3], subscriptions=rows[:3]))) == 1


def test_a_contact_that_stands_on_one_site_alone_is_the_sites_own() -> None:
    own = [ad(f"s/{n}", f"phone:+479200{n:04d}", "handle:telegram:a") for n in range(3)]
    own += [ad(f"{site}/{n}", f"phone:+479200{n:04d}") for n in range(3) for site in ("t", "u", "v")]
    assert len(_groups(region(*own))) == 3
    assert len(_groups(region(*own, ad("t/9", "phone:+4792000000", "handle:telegram:a")))) == 1


def test_a_contact_that_clients_of_one_service_keep_to_joins_nobody() -> None:
    ads = [ad(f"{'st'[k % 2]}/{n}{k}", f"phone:+479200000{n}", "email:form") for n in range(8) for k in range(4)]
    assert _groups(region(*ads), {one.key: one.key[2] for one in ads}) == []
    assert len(_groups(region(*ads[:8]), {one.key: one.key[2] for one in ads[:8]})) == 1


def test_a_contact_that_its_givers_mostly_leave_out_is_not_their_own() -> None:
    ads = [ad(f"{site}/{n}", f"phone:+479200{n:04d}", "email:a@b.example") for n, site in enumerate("stu")]
    persons = {one.key: one.key for one in ads}
    assert len(_groups(region(*ads), persons)) == 1
    more = [ad(f"{one.key}{n}", min(v for v in one.values if v.startswith("phone"))) for one in ads for n in "abc"]
    persons |= {one.key: one.key[:-1] for one in more}
    assert _groups(region(*ads, *more), persons) == []


def test_a_person_is_cut_where_her_ads_stand_in_two_networks() -> None:
    made = region(ad("s/1", ONE), ad("s/2", ONE), ad("t/3", THREE), ad("t/4", THREE), ad("u/5", FOUR))
    persons = {"s/1": "s/1", "s/2": "s/2", "t/3": "s/2", "t/4": "t/4", "u/5": "s/2"}
    doubt = (ScoredPair("s/2", "t/3", 1, 0.8), ScoredPair("s/2", "u/5", 1, 0.8))
    cut = parted(made, persons, strong_joints(made, persons, doubt))
    assert cut == {"s/1": "s/1", "s/2": "s/2", "t/3": "t/3", "t/4": "t/4", "u/5": "s/2"}
    assert [set(network.ads) for network in find(made, cut, doubt)] == [{"s/1", "s/2", "u/5"}, {"t/3", "t/4"}]
    assert parted(made, persons, strong_joints(made, persons, (ScoredPair("s/2", "t/3", 12, 0.9998),))) == persons


def test_a_recycled_number_is_split_over_time() -> None:
    before = [ad("s/1", ONE, days=[DAY, DAY + 10], place="NO/oslo"), ad("s/2", ONE, days=[DAY + 12], place="NO/oslo")]
    after = [ad("t/3", ONE, days=[DAY + 120], place="SE/malmö"), ad("t/4", ONE, days=[DAY + 130], place="SE/malmö")]
    assert _groups(region(*before, *after)) == [{"s/1", "s/2"}, {"t/3", "t/4"}]
    known = [replace(one, values=one.values | {"image:same"}) for one in (*before, *after)]
    assert _groups(region(*known)) == [{"s/1", "s/2", "t/3", "t/4"}]
    soon = [ad("t/3", ONE, days=[DAY + 20]), ad("t/4", ONE, days=[DAY + 25])]
    assert _groups(region(*before, *soon)) == [{"s/1", "s/2", "t/3", "t/4"}]


def test_persons_join_only_when_far_surer_than_their_own_threshold() -> None:
    made = region(ad("s/1", ONE), ad("s/2", ONE), ad("t/3", THREE), ad("t/4", THREE))
    persons = {"s/1": "s/1", "s/2": "s/2", "t/3": "s/2", "t/4": "t/4"}
    assert len(_groups(made, persons, (ScoredPair("s/2", "t/3", 4, 0.94),))) < 2
    assert _groups(made, persons, (ScoredPair("s/2", "t/3", 12, 0.9998),)) == [{"s/1", "s/2", "t/3", "t/4"}]


def test_an_analysts_same_joins() -> None:
    said = Decision("d1", "person", frozenset({"s/2"}), frozenset({"t/3"}), "same")
    made = region(ad("s/1", ONE), ad("s/2", ONE), ad("t/3", THREE), ad("t/4", THREE), decisions=(said,))
    persons = {"s/1": "s/1", "s/2": "s/2", "t/3": "s/2", "t/4": "t/4"}
    assert _groups(made, persons) == [{"s/1", "s/2", "t/3", "t/4"}]


def test_a_persons_ads_stand_in_one_network() -> None:
    for seed in range(5):
        made, persons, _ = random_market(seed)
        homes: dict[str, set[str]] = {}
        for network in find(made, persons, ()):
            assert len(network.persons) > 1
            for key in network.ads:
                homes.setdefault(persons[key], set()).add(network.key)
        assert all(len(keys) == 1 for keys in homes.values())


@pytest.mark.parametrize("seed", range(6))
def test_order_changes_nothing_and_each_component_alone_gives_the_same(seed: int) -> None:
    made, persons, _ = random_market(seed)
    whole = find(made, persons, ())
    rng = random.Random(seed)
    keys = rng.sample(sorted(made.ads), len(made.ads))
    shuffled = replace(
        made,
        ads={key: made.ads[key] for key in keys},
        subscriptions=tuple(rng.sample(made.subscriptions, len(made.subscriptions))),
        series=tuple(rng.sample(made.series, len(made.series))),
    )
    assert find(shuffled, {key: persons[key] for key in keys}, ()) == whole
    parts = [network for part in _closed(made, persons) for network in find(part, {key: persons[key] for key in part.ads}, ())]
    assert sorted(parts, key=lambda network: network.key) == whole


def _closed(made: Region, persons: dict[str, str]) -> list[Region]:
    """The region's components by everything that ads share, as regions of their own."""
    ends = [(key, value) for key, one in made.ads.items() for value in one.values]
    ends += [(f"person:{person}", key) for key, person in persons.items()]
    ends += [(row.phone, row.owner) for row in made.subscriptions] + [(pair.left, pair.right) for pair in made.series]
    root = components(made.ads, [Joint(left, right, "", 1) for left, right in ends])
    return [
        Region(
            {key: one for key, one in made.ads.items() if root[key] == name},
            tuple(row for row in made.subscriptions if root[row.phone] == name),
            tuple(pair for pair in made.series if root[pair.left] == name),
        )
        for name in sorted({root[key] for key in made.ads})
    ]


def test_most_of_a_known_market_is_found() -> None:
    together = found = right = 0
    for seed in range(10):
        made, persons, truth = random_market(seed)
        network_of = {key: network.key for network in find(made, persons, ()) for key in network.ads}
        for left, right_key in combinations(sorted(made.ads), 2):
            same = truth[left] == truth[right_key]
            joined = persons[left] == persons[right_key] or (left in network_of and network_of[left] == network_of.get(right_key))
            together, found, right = together + same, found + joined, right + (same and joined)
    assert right / found > 0.9
    assert right / together > 0.6
