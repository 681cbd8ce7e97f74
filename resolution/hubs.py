"""Hubs: values that so many unrelated things share that sharing them means nothing.

Judged in two stages, for a hub is known by the strangers that meet at it and strangers are known by what else joins them.
Phones first, by the ads at the number alone; then everything else, by `groups`: the components that its ads fall into when only
phones, series and owners join. A large network's own flat has many ads and one group, a hotel as many groups as guests.
No list of names: placeholders are found by the regularity of their digits, a phone shop by its subscribers, a logo by its one site.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from resolution.region import Hub


@dataclass(frozen=True, slots=True)
class ValueFigures:
    """What the ads and directory rows at one value look like. Figures that a stage does not need may stay 0."""

    key: str
    kind: str  # phone, email, handle, image, address, owner
    ads: int = 0
    sites: int = 0
    names: int = 0  # distinct normalised names
    identities: int = 0  # distinct (name, nationality)
    cities: int = 0
    companions: int = 0  # for a phone: distinct other phones that its ads give
    alone: int = 0  # for a phone: ads that give no other phone
    parties: int = 0  # for a phone: what its ads fall into when only values that they share besides join them; see `parties`
    phones: int = 0  # for an owner: numbers registered to it; else distinct phones of its ads
    subscribers: int = 0  # for an address: distinct owners registered at it
    addresses: int = 0  # for an owner: distinct addresses it is registered at
    groups: int = 0  # distinct components of its ads after joins by non-hub phones, series and owners (by phones and series for an owner)
    circles: int = 0  # for an address: its groups, those that meet at further places of their own counted as one; see `circles`
    precise: bool = True  # False for an address without street and number: a district or city


# An agency's persons share one number and give no other; who meets at a help line brings a number of their own.
PARTIES_AT_PHONE = 6  # five at once also stand in the ads of one network that changes its numbers often
ALONE_AT_HELP_LINE = 0.25
# Nobody shows forty unconnected clients one number: a switchboard, a hotel, a help line of people who hide their own.
PARTIES_ANYWAY = 40
# A number such as 123456 or 000000 is typed by people who want to give none: three strangers are enough.
PLACEHOLDER_RUN = 6
STRANGERS_AT_PLACEHOLDER = 3
# Some unconnected groups at one flat are as often one network whose other ties were missed; from five on they are mostly tenants,
# unless the same ones meet elsewhere too. No network is found in more parts than forty at one flat.
STRANGERS_AT_VALUE = 5
MOST_CIRCLES = 40
# Share of the places that the poorer of two groups shares with anybody, from which on meeting there too makes them acquaintances.
ACQUAINTED = 0.5
# With many ads at one flat a few unrelated ones get there by error: strangers must also be a share of all.
STRANGER_SHARE = 0.3
STRANGERS_ANYWAY = 12
# A picture is one person's, under few names, or it is stolen: strangers need not be that many.
STRANGERS_AT_IMAGE = 4
# An agency's e-mail or channel stands on every site it uses, in all ads of each of its women; a site's own on that site alone, and what
# anybody may name (a forum, a news channel) in one ad of each: as many groups as ads.
STRANGERS_ON_SITE = 4
STRANGERS_ON_SITES = 6
STRANGER_SHARE_AT_CONTACT = 0.6
STRANGERS_AT_CONTACT = 25
SUBSCRIBERS_AT_SHOP = 4  # households hold two subscribers or three, phone shops hundreds
FEW_GROUPS = 2  # a network registers many numbers at the flat that its own ads give
STRANGERS_AT_OWNER = 25  # straw owners hold a dozen unconnected numbers, and that is what they are for
ADDRESSES_OF_OWNER = 12  # a company or a name as common as a word: one person does not move every week


def judge(figures: ValueFigures) -> Hub | None:
    """The hub that these figures make of a value, or None."""
    judged = _JUDGES[figures.kind](figures)
    if judged is None:
        return None
    reason, text, counted = judged
    return Hub(kind=figures.kind, reason=reason, text=text, figures=counted)


def parties(value: str, held: Mapping[str, Collection[str]]) -> int:
    """Into how many parties the ads at a value fall when only other values that two of them share join them; `held` by ad.

    Addresses do not count: who gives a hotel's number also gives its address.
    A sample of ads will do, if it depends on nothing but the ads: who meets at a real hub is a stranger in any sample.
    """
    return _joined({ad: [other for other in values if other != value and not other.startswith("address:")] for ad, values in held.items()})


def circles(value: str, meeting: Mapping[str, Collection[str]], groups: Mapping[str, int]) -> int:
    """Into how many circles the groups at an address fall when those are one that meet again wherever they meet anybody.

    `meeting` has the groups of this address at each place (an address, e-mail or handle; this one included), `groups` how many any
    place has in all. A network's fragments meet at several of its flats. The guests of a hotel go on to as many places as there are; if two large
    networks meet at another hotel too, it is one place of many that they share with somebody.
    """
    shared: dict[str, set[str]] = {group: set() for group in meeting[value]}
    for place, here in meeting.items():
        if place != value and groups[place] > 1:
            for group in here:
                shared[group].add(place)
    own = [place for place, here in meeting.items() if place != value and len(here) > 1 and 2 * len(here) >= groups[place]]
    again = Counter(pair for place in own for pair in combinations(sorted(meeting[place]), 2))
    held: dict[str, list[tuple[str, str]]] = {group: [] for group in shared}
    for pair, places in again.items():
        if places >= ACQUAINTED * min(len(shared[group]) for group in pair):
            for group in pair:
                held[group].append(pair)
    return _joined(held)


def _joined(held: Mapping[str, Collection[Hashable]]) -> int:
    """Into how many parts the keys fall when those that share a value are one."""
    parent = {key: key for key in held}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    first: dict[Hashable, str] = {}
    for key, values in held.items():
        for value in values:
            parent[root(key)] = root(first.setdefault(value, key))
    return sum(parent[key] == key for key in parent)


Verdict = tuple[str, str, Mapping[str, float]]


def digit_run(number: str) -> int:
    """Length of the longest run of digits that stay, climb or fall by one: 6 in `+47 900 000 00`, 6 in `...123456`."""
    digits = [int(digit) for digit in number if digit.isdecimal()]
    longest = run = 1
    step: int | None = None
    for before, after in pairwise(digits):
        change = after - before
        run = run + 1 if change == step and abs(change) <= 1 else 2 if abs(change) <= 1 else 1
        step = change
        longest = max(longest, run)
    return longest


def _judge_phone(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "parties", "identities", "companions", "alone", "sites", "cities")
    if digit_run(figures.key[-9:]) >= PLACEHOLDER_RUN and figures.parties >= STRANGERS_AT_PLACEHOLDER:
        return "placeholder", f"regular digits, given by {figures.parties} unconnected advertisers", counted
    own_numbers = figures.alone <= ALONE_AT_HELP_LINE * figures.ads
    if figures.parties >= PARTIES_AT_PHONE and own_numbers:
        where = "one site" if figures.sites == 1 else f"{figures.sites} sites"
        reason = "help_line" if figures.sites == 1 else "switchboard"
        text = f"{figures.parties} unconnected advertisers on {where} give it beside {figures.companions} numbers of their own"
        return reason, text, counted
    if figures.parties >= PARTIES_ANYWAY:
        return "switchboard", f"{figures.parties} unconnected advertisers share it ({figures.ads} ads)", counted
    return None


def _judge_contact(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "sites", "cities")
    alone = figures.groups >= STRANGER_SHARE_AT_CONTACT * figures.ads
    if figures.sites == 1 and figures.groups >= STRANGERS_ON_SITE and alone:
        return "site_contact", f"{figures.groups} unconnected groups give it in {figures.ads} ads, all on one site", counted
    if (figures.groups >= STRANGERS_ON_SITES and alone) or figures.groups >= max(STRANGERS_AT_CONTACT, STRANGER_SHARE * figures.ads):
        return "shared_by_strangers", f"{figures.groups} unconnected groups share it in {figures.ads} ads", counted
    return None


def _judge_image(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "sites")
    stolen = figures.groups >= STRANGERS_AT_IMAGE and figures.identities >= figures.groups
    if not stolen and figures.groups < STRANGERS_ANYWAY:
        return None
    if figures.sites == 1:
        return "site_logo", f"{figures.groups} unconnected groups show it, on one site only ({figures.ads} ads)", counted
    return "stock_picture", f"{figures.groups} unconnected groups show it on {figures.sites} sites ({figures.ads} ads)", counted


def _judge_address(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "circles", "subscribers")
    if not figures.precise:
        return "city_level", "names no house: a street, district or city", counted
    own_flat = figures.ads >= figures.subscribers and figures.circles <= FEW_GROUPS
    if figures.subscribers >= SUBSCRIBERS_AT_SHOP and not own_flat:
        return "many_subscribers", f"{figures.subscribers} phone subscribers are registered at it", counted
    if not _strangers_meet(figures):
        return None
    return "shared_by_strangers", f"{figures.circles} unconnected groups stayed at it ({figures.ads} ads)", counted


def _judge_owner(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "phones", "groups", "addresses")
    if figures.addresses >= ADDRESSES_OF_OWNER:
        return "many_addresses", f"{figures.phones} numbers are registered to it at {figures.addresses} addresses", counted
    if figures.groups >= STRANGERS_AT_OWNER:
        return "many_subscriptions", f"{figures.phones} numbers of {figures.groups} unconnected groups are registered to it", counted
    return None


def _strangers_meet(figures: ValueFigures) -> bool:
    """Whether more unconnected groups meet at an address than one network whose ties were missed would leave."""
    enough = figures.circles >= STRANGERS_AT_VALUE and figures.circles >= STRANGER_SHARE * figures.ads
    return enough or figures.circles >= STRANGERS_ANYWAY


def _counted(figures: ValueFigures, *names: str) -> Mapping[str, float]:
    return {name: float(getattr(figures, name)) for name in names}


_JUDGES: Mapping[str, Callable[[ValueFigures], Verdict | None]] = {
    "phone": _judge_phone,
    "email": _judge_contact,
    "handle": _judge_contact,
    "image": _judge_image,
    "address": _judge_address,
    "owner": _judge_owner,
}
