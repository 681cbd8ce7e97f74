"""PDQ hashes against values of the reference implementation (PyPI `pdqhash` 0.2.7), and what follows from a hash."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from resolution.captures import Capture, parse_capture
from resolution.mentions import images

GOLDEN = [
    (240, 180, 4.0, "6798f8ce07f186e17b1e370a88fe472327f1b88e555a06e4736dffb1004e001f"),
    (64, 64, 9.0, "470eb8ee4aaa95726b561694ed24136d66c9999de739487225e3db01127e05fe"),
    (300, 410, 6.5, "650af8dec5e0c2f17d0eaaaad5ea2b5446b5b92cf6c9011976b1fd018a5e00fe"),
    (801, 601, 11.0, "d552aa565294a5a5492c924d64cd99993331ce3f3ce3c1e63783cc01917e37fe"),
]


def drawn(width: int, height: int, turns: float) -> Image.Image:
    y, x = np.mgrid[0:height, 0:width]
    u, v = x / width, y / height
    disc = ((u - 0.3) ** 2 + (v - 0.6) ** 2 < 0.04) * 2
    planes = [np.sin(turns * u * (3 + c) + 7 * v * v) + np.cos(5 * u * v * turns + c) + disc for c in range(3)]
    return Image.fromarray(np.stack([((plane + 3) * 40).clip(0, 255) for plane in planes], axis=2).astype(np.uint8))


@pytest.mark.parametrize(("width", "height", "turns", "expected"), GOLDEN)
def test_the_hash_is_that_of_the_reference(tmp_path: Path, width: int, height: int, turns: float, expected: str) -> None:
    drawn(width, height, turns).save(tmp_path / "picture.png")
    assert (int(images.pdq(tmp_path / "picture.png"), 16) ^ int(expected, 16)).bit_count() <= 2  # rounding of single coefficients


@pytest.mark.parametrize(("width", "height", "turns", "expected"), GOLDEN)
def test_copies_stay_near_and_other_pictures_far(tmp_path: Path, width: int, height: int, turns: float, expected: str) -> None:
    picture = drawn(width, height, turns)
    picture.resize((width * 2 // 3, height * 2 // 3)).save(tmp_path / "copy.jpg", quality=40)
    picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(tmp_path / "mirrored.png")
    assert images.distance(images.pdq(tmp_path / "copy.jpg"), expected) <= 31
    assert images.distance(images.pdq(tmp_path / "mirrored.png"), expected) <= 31
    assert all(images.distance(expected, other) > 60 for *_, other in GOLDEN if other != expected)


def test_a_mirrored_hash_is_near_its_original_and_turns_back() -> None:
    pdq = GOLDEN[0][3]
    assert images.distance(pdq, images.mirrored(pdq)) == 0
    assert images.mirrored(images.mirrored(pdq)) == pdq != images.mirrored(pdq)


def test_a_picture_with_nothing_in_it_is_dull(tmp_path: Path) -> None:
    for name, size in (("flat", (200, 200)), ("tiny", (2, 2))):
        Image.new("RGB", size, (200, 30, 90)).save(tmp_path / f"{name}.png")
        assert images.dull(images.pdq(tmp_path / f"{name}.png"))
    assert not images.dull(GOLDEN[0][3])


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("not a picture")
    with pytest.raises(OSError, match="cannot identify"):
        images.pdq(tmp_path / "note.jpg")


def test_pictures_of_a_capture_are_its_hashes() -> None:
    pictures = [{"url": "https://p.example/1"}, {"pdq": GOLDEN[0][3].upper()}]
    capture = parse_capture({"site": "s", "ad_id": "1", "captured_at": "2026-06-01T00:00:00Z", "images": pictures})
    assert isinstance(capture, Capture)
    assert [(mention.field, mention.raw) for mention in images.mentions(capture)] == [("images[1]", GOLDEN[0][3])]
