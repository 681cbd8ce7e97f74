"""Everything that misleads, as rates that can be switched: one field for each trait of real ads, and named markets."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noise:
    """Rates between 0 and 1, of ads unless said otherwise. `Noise()` is an ordinary market; `Noise.silent()` has none."""

    # Phones as they are written
    separators: float = 0.22
    number_words: float = 0.03
    local_words: float = 0.02
    glued_words: float = 0.008
    misspelt_words: float = 0.006
    lookalikes: float = 0.01
    unicode_digits: float = 0.01
    keycaps: float = 0.004
    invisible: float = 0.01
    emoji_separators: float = 0.01
    per_digit: float = 0.02
    line_breaks: float = 0.005
    split_title: float = 0.005
    abbreviated_second: float = 0.01
    links: float = 0.02
    national: float = 0.3
    double_zero: float = 0.1
    bracket_trunk: float = 0.03
    doubled_prefix: float = 0.006
    repeats: float = 0.0
    entities: float = 0.0
    foreign_digits: float = 0.0
    bracketed_digits: float = 0.0
    fillers: float = 0.0
    phone_in_text_only: float = 0.25
    phone_in_field_only: float = 0.1
    phone_nowhere: float = 0.02
    decoys: float = 0.45
    contact_in_text_only: float = 0.2
    disguised_mail: float = 0.04
    # Identity
    aliases: float = 0.12  # of persons
    name_variant: float = 0.12
    ornaments: float = 0.04
    generic_name: float = 0.015
    name_missing: float = 0.01
    age_missing: float = 0.07
    age_wrong: float = 0.06
    age_falling: float = 0.04
    two_people: float = 0.015
    pretence: float = 1.0  # how far ads stray from the person: see `people.presented`
    wrong_attribute: float = 0.05
    missing_attribute: float = 0.3
    # Phones, ids and owners over time
    rotation: float = 0.06
    reposted: float = 0.1
    recycled: float = 0.008  # of numbers
    shared_number: float = 0.5  # of persons in a network who advertise under a colleague's number as well
    # Texts
    copied_text: float = 0.08
    markup: float = 0.02
    boilerplate: float = 0.1
    machine_translated: float = 0.03
    # Pictures (of pictures in ads)
    recompressed: float = 0.5
    watermarked: float = 0.06
    cropped: float = 0.007
    mirrored: float = 0.015
    stolen: float = 0.01
    stock: float = 0.01
    placeholder: float = 0.03  # of ads
    no_pictures: float = 0.15  # of ads
    # Places
    wrong_place: float = 0.03  # of captures
    suburb: float = 0.05
    exonym: float = 0.06
    reach_only: float = 0.03
    country_missing: float = 0.005
    city_missing: float = 0.01
    null_island: float = 0.004
    burst: float = 0.02
    coordinates: float = 0.15
    city_centre: float = 0.5  # of coordinates
    address_given: float = 0.3
    address_vague: float = 0.05  # of addresses: street and city without a number, or the city alone
    address_misspelt: float = 0.08  # of writings
    weekly_let: float = 0.08  # of flats: let to one network after another
    # Directory
    listed: float = 0.4  # of numbers
    owner_misspelt: float = 0.15  # of rows
    owner_swapped: float = 0.15
    owner_initials: float = 0.1
    owner_manipulated: float = 0.02
    identity_theft: float = 0.01
    straw: float = 0.02  # of numbers: one subscriber sells numbers to strangers
    phone_shop: float = 0.08  # of subscribers: a shop is the address they gave
    bystanders: float = 0.2  # of rows: numbers that no ad has
    # Crawls
    duplicates: float = 0.01  # of captures
    missed_days: float = 0.15
    time_zones: float = 0.1
    mojibake: float = 0.01
    # Hubs (of ads that carry one)
    help_line: float = 0.08
    hotel_number: float = 0.03
    switchboard: float = 0.01
    placeholder_number: float = 0.008
    hotel_address: float = 0.05  # of addresses
    site_mail: float = 0.01
    channel: float = 0.01  # a site's or forum's handle
    forwarding: float = 0.0  # a call forwarder's number that strangers give as their only one
    studio: float = 0.0  # of addresses: rooms let by the hour to anybody
    parcel_box: float = 0.0  # of subscribers: a box of their own at a courier's is the address they gave
    # Series
    series: float = 0.55  # of networks
    dense_blocks: float = 0.2  # of bought blocks: inside a range that the operator hands out densely
    contamination: float = 0.05  # of block neighbours: a stranger's number between

    @classmethod
    def silent(cls) -> Noise:
        """No misleading trait at all; what is left is structure: series, listed owners, addresses, national numbers."""
        keep = {"series", "listed", "address_given", "shared_number"}
        return cls(**{f.name: (f.default if f.name in keep else 0.0) for f in dataclasses.fields(cls)})  # type: ignore[arg-type]

    def scaled(self, factor: float, **fixed: float) -> Noise:
        """Every rate times `factor`, at most 0.9; structure stays."""
        keep = {"series", "listed", "address_given", "shared_number", "coordinates", "city_centre", "phone_in_text_only", "pretence"}
        return dataclasses.replace(
            self, **{**{f.name: min(0.9, getattr(self, f.name) * factor) for f in dataclasses.fields(self) if f.name not in keep}, **fixed}
        )

    def without(self, *names: str) -> Noise:
        """The same market with these traits switched off."""
        return dataclasses.replace(self, **dict.fromkeys(names, 0.0))


@dataclass(frozen=True, slots=True)
class Plan:
    """One market to make."""

    ads: int = 2500
    seed: int = 1
    countries: tuple[str, ...] = ("NO", "SE", "DK", "FI")
    noise: Noise = dataclasses.field(default_factory=Noise)
    sites: int = 4
    days: int = 90
    captures_per_ad: float = 6.5
    largest_network: int = 34
    fictitious: bool = False  # numbers only from ranges set aside for fiction, where the country has one
    first_day: str = "2026-06-01"
    languages: tuple[str, ...] = ()  # only these, if given
    directory: bool = True


# Disguises and hubs that no other market has: what is held out shows what was learnt by heart.
_UNSEEN = dataclasses.replace(
    Noise(),
    repeats=0.015,
    entities=0.01,
    foreign_digits=0.01,
    bracketed_digits=0.01,
    fillers=0.02,
    forwarding=0.01,
    studio=0.1,
    parcel_box=0.1,
    stock=0.06,
    disguised_mail=0.2,
    recycled=0.03,
    channel=0.03,
)
_EUROPE = ("NO", "SE", "DK", "FI", "GB", "IE", "DE", "AT", "CH", "NL", "BE", "FR", "ES", "PT", "IT", "RO", "PL", "CZ", "HU", "GR", "BG")
PRESETS: dict[str, Plan] = {
    "nordic": Plan(),
    "calm": Plan(noise=Noise().scaled(0.3, pretence=0.4)),
    "silent": Plan(noise=Noise.silent()),
    "iberia": Plan(countries=("ES", "PT", "FR", "IT"), sites=5),
    "central": Plan(countries=("DE", "AT", "CH", "CZ", "PL", "HU"), sites=5),
    "islands": Plan(countries=("GB", "IE", "NL", "BE"), sites=4),
    "americas": Plan(countries=("US", "BR", "CO"), sites=4),
    "balkan": Plan(countries=("RO", "BG", "GR", "HU"), sites=4),
    "europe": Plan(countries=_EUROPE, sites=9),
    "harsh": Plan(
        countries=("NO", "DE", "ES", "GB", "PL", "IT"), sites=6, noise=Noise().scaled(2.0, listed=0.25, no_pictures=0.3, pretence=1.2)
    ),
    "agencies": Plan(
        countries=("DE", "NL", "ES"), largest_network=90, noise=dataclasses.replace(Noise(), shared_number=0.9, rotation=0.2, reposted=0.2)
    ),
    "reposters": Plan(countries=("ES", "DE"), captures_per_ad=1.5, noise=dataclasses.replace(Noise(), reposted=0.92)),
    "dense": Plan(noise=dataclasses.replace(Noise(), dense_blocks=0.9, contamination=0.3)),
    "sparse": Plan(
        countries=("SE", "DE", "ES", "PL"),
        noise=dataclasses.replace(
            Noise(),
            phone_nowhere=0.4,
            missing_attribute=0.9,
            no_pictures=0.5,
            age_missing=0.5,
            name_missing=0.4,
            country_missing=0.3,
            city_missing=0.4,
            address_given=0.15,
            listed=0.2,
        ),
    ),
    "pictureless": Plan(countries=("NO", "FR", "IT"), noise=dataclasses.replace(Noise(), no_pictures=1.0, placeholder=0.05)),
    "one country": Plan(countries=("RO",)),
    "baltic": Plan(countries=("EE", "LV", "LT", "IS"), sites=5, noise=_UNSEEN),
    "bosporus": Plan(countries=("TR", "GR", "HR", "RS", "UA", "BG"), sites=6, noise=_UNSEEN.scaled(1.3, pretence=1.1)),
    "latin": Plan(countries=("MX", "CL", "PE", "PT"), sites=4, noise=dataclasses.replace(_UNSEEN, dense_blocks=0.5, shared_number=0.8)),
    "fiction": Plan(countries=("US", "FR", "US", "FR", "GB"), fictitious=True, noise=dataclasses.replace(Noise(), dense_blocks=0.0)),
}
