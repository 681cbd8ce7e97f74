"""What a run of digits can be as a telephone number: its readings over countries, with prior probabilities."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberFormat, PhoneNumberType

phonenumbers.enable_pattern_cache()  # numbers are tried in a hundred countries: more patterns than `re` remembers

# Countries whose people and numbers mix: a number written without its prefix may come from the other side of a border.
_NEIGHBOURHOODS = tuple(
    frozenset(group.split())
    for group in (
        "NO SE DK FI IS", "EE LV LT FI PL SE", "DE AT CH LI", "NL BE LU DE", "GB IE", "ES PT FR", "FR BE CH LU MC IT", "IT CH AT SI SM",
        "PL CZ SK DE", "AT HU CZ SK SI", "RO HU BG MD", "HR SI RS BA ME MK XK HU", "GR CY BG AL TR MK", "RU UA BY KZ MD", "US CA MX", "BR PT AR UY PY",
        "CO VE EC PE PA", "ES AR MX CO", "DK DE", "AU NZ", "AE SA QA", "IN PK",
    )
)  # fmt: skip
_EVERYWHERE_CODES = """
DE GB FR IT ES PL NL SE NO DK FI BE AT CH PT RO CZ HU GR IE BG HR SK SI RS UA RU TR EE LV LT LU IS MT CY AL MK BA ME MD BY US CA
BR MX AR CO CL PE VE DO AU NZ ZA NG KE GH MA TN EG IL AE SA IN PK TH VN PH ID MY SG HK CN JP KR KZ GE AM
"""
_EVERYWHERE = tuple(_EVERYWHERE_CODES.split())
_LEAST = 0.02  # plausibility of a number of a known kind: the right length alone is not enough

# Advertisers use mobiles, whatever their country; a fixed line is a studio or a hotel, a service number hardly ever an advertiser's.
_TYPES = {
    PhoneNumberType.MOBILE: 1.0,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: 0.9,
    PhoneNumberType.FIXED_LINE: 0.05,
    PhoneNumberType.VOIP: 0.03,
    PhoneNumberType.PERSONAL_NUMBER: 0.03,
    PhoneNumberType.PAGER: 0.02,
}
_SERVICE = 0.02
_MOBILE_SHAPE = 0.2  # length and first digit of a mobile, range unknown: plans grow faster than their published copies
_POSSIBLE = 0.005  # right length, no known range

# Ranges kept free for films and tests: no plan lists them, and synthetic ads use them.
_FICTITIOUS = re.compile(
    r"\+447700900\d{3}|\+3363998\d{4}|\+33[1-5](99|61|53|65|36)\d{6}|\+1\d{3}55501\d\d|\+4917139200\d\d|\+61491570\d{3}"
)
_NO_TRUNK = 0.12  # a national number without the trunk prefix its country writes
_NEIGHBOUR = 0.03
_ELSEWHERE = 0.002


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the digits."""

    e164: str
    country: str
    plausibility: float  # of its kind of number, 0 to 1
    international: bool  # the country code was written, or the digits begin with one
    trunk: bool = True  # the trunk prefix stands where its country wants one


@lru_cache(maxsize=512)
def _metadata(country: str) -> PhoneMetadata | None:
    return PhoneMetadata.metadata_for_region(country, None)


@lru_cache(maxsize=512)
def trunk_prefix(country: str) -> str:
    """The prefix that every mobile of this country is written with, "" if there is none or it may be left out."""
    metadata = _metadata(country)
    prefix = metadata.national_prefix if metadata is not None else None
    if metadata is None or not prefix:
        return ""
    rules = [
        shape.national_prefix_formatting_rule or ""
        for shape in metadata.number_format
        if not shape.national_prefix_optional_when_formatting
    ]
    return prefix if any(prefix in rule for rule in rules) and _dialled(country).startswith(prefix) else ""


def _dialled(country: str) -> str:
    """The figures of a mobile as its own country writes it: Peru, Brazil and China set the prefix before fixed lines alone."""
    example = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    written = phonenumbers.format_number(example, PhoneNumberFormat.NATIONAL) if example is not None else ""
    return "".join(filter(str.isdecimal, written))


@lru_cache(maxsize=512)
def calling_code(country: str) -> str:
    """The country's calling code as digits, "" if there is none."""
    code = phonenumbers.country_code_for_region(country)
    return str(code) if code else ""


@lru_cache(maxsize=65536)
def is_pattern(digits: str) -> bool:
    """Whether the digits are one digit repeated or a count up or down, as people fill in a field that must not be empty."""
    bare = digits.lstrip("0") or digits
    return len(set(bare)) == 1 or bare in "12345678901234567890" or bare in "98765432109876543210"


@lru_cache(maxsize=512)
def usual_length(country: str) -> int:
    """How many digits a mobile of this country mostly has, without trunk prefix."""
    return _mobile_shape(country)[1]


@lru_cache(maxsize=4096)
def neighbours(country: str) -> frozenset[str]:
    """Countries whose numbers are likely to be written without prefix in this one."""
    return frozenset().union(*(group for group in _NEIGHBOURHOODS if country in group)) - {country}


@lru_cache(maxsize=512)
def _mobile_shape(country: str) -> tuple[str, int]:
    example = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
    national_digits = str(example.national_number) if example is not None else ""
    return national_digits[:1], len(national_digits)


@lru_cache(maxsize=512)
def _keeps_zeros(country: str) -> bool:
    """Whether numbers of this country begin with a zero that is no prefix, as Italian fixed lines do."""
    examples = (phonenumbers.example_number_for_type(country, kind) for kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE))
    return any(example is not None and bool(example.italian_leading_zero) for example in examples)


def _unlisted(number: PhoneNumber, country: str) -> float:
    """How far a number of no known range can be one."""
    if _FICTITIOUS.fullmatch(_e164(number)):
        return 0.9
    if not phonenumbers.is_possible_number(number) or len(set(str(number.national_number))) == 1:
        return 0.0
    if number.italian_leading_zero and not _keeps_zeros(country):
        return 0.0
    first, length = _mobile_shape(country)
    digits = str(number.national_number)
    return _MOBILE_SHAPE if first and digits.startswith(first) and len(digits) == length else _POSSIBLE


def _plausibility(number: PhoneNumber, country: str) -> float:
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.UNKNOWN:
        return _unlisted(number, country)
    return _TYPES.get(kind, _SERVICE) if phonenumbers.is_valid_number_for_region(number, country) else 0.0


def _e164(number: PhoneNumber) -> str:
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


@lru_cache(maxsize=65536)
def international(digits: str) -> Reading | None:
    """The number whose digits begin with a country code (after + or 00), a trunk prefix and a doubled code forgiven."""
    digits = digits.lstrip("0")
    if not 8 <= len(digits) <= 19:
        return None
    plain = _international(digits)
    meant = [
        reading for option in _forgiven(digits) if (reading := _international(option)) is not None and reading.plausibility > _POSSIBLE
    ]
    return max([plain, *meant] if plain else meant, key=lambda reading: reading.plausibility, default=None)


def _forgiven(digits: str) -> Iterator[str]:
    """What may be meant instead: 46 (0)70, 36 (06)20, 46 46 70, 46 0046 70."""
    code = next((digits[:length] for length in (1, 2, 3) if int(digits[:length]) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE), "")
    rest = digits[len(code) :]
    if not code:
        return
    if rest.lstrip("0").startswith(code):
        yield rest.lstrip("0")
    prefix = trunk_prefix(phonenumbers.region_code_for_country_code(int(code)))
    for trunk in dict.fromkeys((prefix, "0")):
        if trunk and rest.startswith(trunk):
            yield code + rest.removeprefix(trunk)


def _international(digits: str) -> Reading | None:
    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    country = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(number.country_code or 0)
    plausibility = _plausibility(number, country)
    return Reading(_e164(number), country, plausibility, international=True) if plausibility else None


@lru_cache(maxsize=512)
def _lengths(country: str) -> frozenset[int]:
    """Lengths that digits as written may have: the plan's own, and those with the trunk prefix before them."""
    metadata = _metadata(country)
    if metadata is None:
        return frozenset()
    if metadata.national_prefix_transform_rule:
        return frozenset(range(6, 15))
    general = metadata.general_desc
    lengths = [length for length in (general.possible_length if general is not None else ()) if length > 0]
    prefix = len(metadata.national_prefix or "")
    return frozenset((*lengths, *(length + prefix for length in lengths)))


@lru_cache(maxsize=512)
def _known_pattern(country: str) -> re.Pattern[str] | None:
    """What all numbers of known ranges look like, with or without trunk prefix; None where a plan rewrites what is dialled."""
    metadata = _metadata(country)
    general = metadata.general_desc if metadata is not None else None
    if metadata is None or general is None or not general.national_number_pattern or metadata.national_prefix_transform_rule:
        return None
    if metadata.national_prefix_for_parsing not in (None, metadata.national_prefix):
        return None
    return re.compile(f"(?:{metadata.national_prefix or ''})?(?:{general.national_number_pattern})")


def _may_be_foreign(digits: str, country: str) -> bool:
    """Whether another country than the ad's is worth asking: digits of a known range or of a mobile's shape. Asking costs a tenth of a millisecond."""
    pattern, (first, length) = _known_pattern(country), _mobile_shape(country)
    if pattern is None or pattern.fullmatch(digits):
        return True
    return any(written.startswith(first) and len(written) == length for written in (digits, digits.removeprefix(trunk_prefix(country))))


@lru_cache(maxsize=65536)
def national(digits: str, country: str) -> Reading | None:
    """The digits as a number of this country written without its code."""
    metadata = _metadata(country)
    if metadata is None or len(digits) < 6 or len(digits) not in _lengths(country):
        return None
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if str(number.country_code) != calling_code(country):
        return None
    plausibility = _plausibility(number, country)
    if not plausibility:
        return None
    prefix = trunk_prefix(country)
    if prefix == "0" and digits.startswith("0") and str(number.national_number) == digits and not number.italian_leading_zero:
        return None
    trunk = not prefix or digits.startswith(prefix)
    return Reading(_e164(number), country, plausibility, international=False, trunk=trunk)


@lru_cache(maxsize=4096)
def hinted(country: str, hints: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Countries by how likely a number without prefix is theirs: the ad's, those hinted at, neighbours."""
    weights = dict.fromkeys(neighbours(country), _NEIGHBOUR)
    for place, hint in enumerate(hints):
        weights[hint] = max(weights.get(hint, 0.0), 0.1 if place == 0 else 0.015)
    if country:
        weights[country] = 1.0
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


@lru_cache(maxsize=512)
def _mobile_pattern(country: str) -> re.Pattern[str] | None:
    metadata = _metadata(country)
    pattern = metadata.mobile.national_number_pattern if metadata is not None and metadata.mobile is not None else None
    return re.compile(pattern) if pattern else None


@lru_cache(maxsize=65536)
def abroad(digits: str) -> tuple[Reading, ...]:
    """Every country's mobile that the digits can be, as that country writes it."""
    found: list[Reading] = []
    for place in _EVERYWHERE:
        trunk, pattern = trunk_prefix(place), _mobile_pattern(place)
        meant = digits[len(trunk) :]
        if pattern is None or not digits.startswith(trunk):
            continue
        if pattern.fullmatch(meant) or _FICTITIOUS.fullmatch(f"+{calling_code(place)}{meant}"):
            reading = national(digits, place)
            found += [reading] if reading is not None and reading.plausibility > _MOBILE_SHAPE else []
    return tuple(found)


@lru_cache(maxsize=65536)
def readings(
    digits: str, explicit: bool, country: str, hints: tuple[str, ...] = (), everywhere: bool = False
) -> tuple[tuple[Reading, float], ...]:
    """Every way to read the digits with its weight, heaviest first.

    `explicit` when a + stood before them; `everywhere` adds mobiles of countries that nothing points at.
    """
    found: dict[str, tuple[Reading, float]] = {}

    def add(reading: Reading | None, weight: float) -> None:
        if reading is not None and found.get(reading.e164, (reading, 0.0))[1] < weight * reading.plausibility:
            found[reading.e164] = (reading, weight * reading.plausibility * (1.0 if reading.trunk else _NO_TRUNK))

    weights = hinted(country, hints)
    if explicit or digits.startswith("00"):
        add(international(digits), 1.0)
    for prefix in ("011", "810", "0011") if country in ("US", "CA", "RU", "AU") else ():
        if digits.startswith(prefix):
            add(international(digits[len(prefix) :]), 0.5)
    if not explicit or not found:
        add_national = [(place, weight) for place, weight in weights if weight > (0.02 if not found else 0.5)]
        for place, weight in add_national:
            reading = national(digits, place) if place == country or _may_be_foreign(digits, place) else None
            if reading is not None and (reading.plausibility > _POSSIBLE or place == country):
                add(reading, weight)
        code_first = international(digits) if len(digits) >= 10 and not digits.startswith("0") else None
        if code_first is not None and code_first.plausibility >= 0.05:
            add(code_first, max(dict(weights).get(code_first.country, 0.0), 0.05) * 0.3)
        if everywhere:
            for reading in abroad(digits):
                add(reading, _ELSEWHERE)
    return tuple(sorted(found.values(), key=lambda item: (-item[1], item[0].e164)))


def priors(weighted: tuple[tuple[Reading, float], ...], most: int = 8) -> tuple[tuple[str, float], ...]:
    """The readings as (E.164, prior probability), likeliest first."""
    total = sum(weight for _, weight in weighted)
    return tuple((reading.e164, round(weight / total, 6)) for reading, weight in weighted[:most]) if total else ()


def decide(candidates: tuple[tuple[str, float], ...], support: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """The readings again, given how many other ads give each of them beyond doubt.

    An advertiser's number is written with its country code in some other ad more often than not, while a wrong
    reading meets a number in use about once in a thousand: that ratio is what the first such ad is worth.
    """
    weights = {e164: prior * (0.4 if not support.get(e164) else 600 * math.sqrt(support[e164])) for e164, prior in candidates}
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return tuple((e164, round(weight / total, 6)) for e164, weight in ranked) if total else ()


def everywhere(number: str) -> dict[str, float]:
    """What digits without prefix may be in any country, by how plausible such a number is there."""
    digits = phonenumbers.normalize_digits_only(number)
    readings = (national(digits, region) for region in sorted(phonenumbers.SUPPORTED_REGIONS))
    return {reading.e164: reading.plausibility for reading in readings if reading is not None and reading.plausibility >= _LEAST}
