from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from service.errors import SettingRefused
from service.settings import Settings


def test_every_setting_names_its_variable_and_says_what_it_does() -> None:
    for item in fields(Settings):
        assert item.metadata["variable"].startswith(("CLEW_", "NEO4J_"))
        assert item.metadata["sentence"].endswith(".")


def test_what_is_given_goes_before_the_environment() -> None:
    settings = Settings.from_environment({"CLEW_PORT": "9000", "CLEW_DATA": "/srv/clew", "CLEW_CORS_ORIGINS": "https://a, https://b"}, port=7)
    assert (settings.port, settings.data, settings.cors_origins) == (7, Path("/srv/clew"), ("https://a", "https://b"))


@pytest.mark.parametrize(("variable", "text"), [("CLEW_PORT", "http"), ("CLEW_READ_ONLY", "maybe"), ("CLEW_REQUEST_SECONDS", "1m")])
def test_a_wrong_value_is_named(variable: str, text: str) -> None:
    with pytest.raises(SettingRefused, match=variable):
        Settings.from_environment({variable: text})


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(("host", "loopback"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("10.0.0.7", False), ("clew", False)])
def test_loopback_is_told_from_the_rest(host: str, loopback: bool) -> None:
    assert Settings(host=host).on_loopback is loopback
