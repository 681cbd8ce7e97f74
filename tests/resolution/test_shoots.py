import random

from resolution.mentions.images import mirrored
from resolution.shoots import MOST, SHOOT_BITS, shoots_of


def image(value: int) -> str:
    return f"image:{value:064x}"


def flipped(rng: random.Random, value: int, bits: int) -> int:
    for at in rng.sample(range(256), bits):
        value ^= 1 << at
    return value


def test_pictures_nearer_than_chance_are_of_one_shoot() -> None:
    rng = random.Random(1)
    first = rng.getrandbits(256)
    near, far = flipped(rng, first, SHOOT_BITS - 20), rng.getrandbits(256)
    found = shoots_of([image(value) for value in (first, near, far)])
    assert found[image(first)] == found[image(near)] == f"shoot:{min(image(first), image(near))}"
    assert found[image(far)] == f"shoot:{image(far)}"


def test_a_mirrored_picture_stays_in_its_shoot() -> None:
    rng = random.Random(2)
    first = rng.getrandbits(256)
    turned = "image:" + mirrored(f"{flipped(rng, first, 40):064x}")
    found = shoots_of([image(first), turned])
    assert len(set(found.values())) == 1


def test_the_order_is_of_no_account_and_what_is_no_hash_stands_alone() -> None:
    rng = random.Random(3)
    images = [image(flipped(rng, base, 35)) for base in (0, 1 << 255) for _ in range(8)] + ["image:unknown"]
    found = shoots_of(images)
    assert shoots_of(images[::-1]) == found
    assert found["image:unknown"] == "shoot:image:unknown"
    assert shoots_of([]) == {}


def test_where_too_many_meet_each_picture_is_a_shoot_of_its_own() -> None:
    assert len(set(shoots_of([image(value) for value in range(MOST + 1)]).values())) == MOST + 1
