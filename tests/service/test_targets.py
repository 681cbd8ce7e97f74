from __future__ import annotations

import pytest

from service.errors import Invalid
from service.watch import targets

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001:0:1::1", "::127.0.0.1", "fec0::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_address_is_public(address: str) -> None:
    assert not targets.public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1"])
def test_the_open_internet_is(address: str) -> None:
    assert targets.public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://127.1/",
        "http://8.8.8.8/", "ftp://8.8.8.8/", "file:///etc/passwd", "https://user:pw@8.8.8.8/", "https:///x", "//8.8.8.8/", "",
        "https://169.254.169.254/latest/meta-data", "https://8.8.8.8:99999/", "https://8.8.8.8/\r\nHost: x", "https://[::ffff:127.0.0.1]/",
    ],
)  # fmt: skip
def test_targets_that_reach_inside_are_refused(url: str) -> None:
    with pytest.raises(Invalid):
        targets.check(url, private=False)


def test_the_address_that_was_checked_is_the_one_to_connect_to() -> None:
    target = targets.resolve("https://8.8.8.8:8443/hook?x=1", private=False)
    assert (target.url, target.host_header) == ("https://8.8.8.8:8443/hook?x=1", "8.8.8.8:8443")
