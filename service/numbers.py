"""A telephone number in any written form as the numbers it may be."""

from __future__ import annotations

import phonenumbers

from resolution.mentions import phones

UNHINTED = 0.5  # the share of belief left to countries that nobody hinted at, where no country was named ...
HINTED = 0.05  # ... and where one was


def candidates(number: str, country: str | None = None) -> tuple[tuple[str, float], ...]:
    """E.164 numbers that `number` may be, likeliest first, with probabilities; none if it is not a number.

    A number without prefix is read in the hinted country, and in every other one where it would be valid.
    """
    read = dict(phones.read(number.strip(), country and country.upper()))
    elsewhere = [] if number.strip().startswith(("+", "00")) else [e164 for e164 in _everywhere(number) if e164 not in read]
    left = 1.0 if not read else HINTED if country else UNHINTED
    shares = {e164: share * (1 - left if elsewhere else 1) for e164, share in read.items()}
    shares |= {e164: left / len(elsewhere) for e164 in elsewhere}
    total = sum(shares.values())
    return tuple(sorted(((e164, share / total) for e164, share in shares.items() if share), key=lambda item: (-item[1], item[0])))


def _everywhere(number: str) -> list[str]:
    found = set()
    for region in phonenumbers.SUPPORTED_REGIONS:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number_for_region(parsed, region):
            found.add(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    return sorted(found)
