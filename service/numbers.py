"""A telephone number in any written form as the numbers it may be."""

from __future__ import annotations

from resolution.mentions import numbering, phones

UNHINTED = 0.5  # the share of belief left to countries that nobody hinted at, where no country was named ...
HINTED = 0.05  # ... and where one was


def candidates(number: str, country: str | None = None) -> tuple[tuple[str, float], ...]:
    """E.164 numbers that `number` may be, likeliest first, with probabilities; none if it is not a number.

    A number without prefix is read in the hinted country, and in every other one where it would be valid.
    """
    read = dict(phones.read(number.strip(), country and country.upper()))
    everywhere = {} if number.strip().startswith(("+", "00")) else numbering.everywhere(number)
    elsewhere = {e164: weight for e164, weight in everywhere.items() if e164 not in read}
    left = 1.0 if not read else HINTED if country else UNHINTED
    shares = {e164: share * (1 - left if elsewhere else 1) for e164, share in read.items()}
    shares |= {e164: left * weight / sum(elsewhere.values()) for e164, weight in elsewhere.items()}
    total = sum(shares.values())
    return tuple(sorted(((e164, share / total) for e164, share in shares.items() if share), key=lambda item: (-item[1], item[0])))
