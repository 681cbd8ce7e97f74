"""Hubs: values that so many unrelated things share that sharing them means nothing.

Judged in two stages, for a hub is known by the strangers that meet at it and strangers are known by what else joins them.
Phones first, by the ads at the number alone; then everything else, by `groups`: the components that its ads fall into when only
phones, series and owners join. A large network's own flat has many ads and one group, a hotel as many groups as guests.
No list of names: placeholders are found by the regularity of their digits, a phone shop by its subscribers, a logo by its one site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

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
    phones: int = 0  # for an owner: numbers registered to it; else distinct phones of its ads
    subscribers: int = 0  # for an address: distinct owners registered at it
    addresses: int = 0  # for an owner: distinct addresses it is registered at
    groups: int = 0  # distinct components of its ads after joins by non-hub phones, series and owners (by phones and series for an owner)
    first_day: int | None = None
    last_day: int | None = None
    days: int = 0  # distinct days with a capture
    precise: bool = True  # False for an address without street and number: a district or city


# An agency's persons share one number and give no other; who meets at a help line brings a number of their own.
STRANGERS_AT_PHONE = 6  # below, a flat of friends with second phones looks the same
COMPANIONS_PER_AD = 0.5  # distinct own numbers per ad; persons of one agency reuse a few
ALONE_AT_HELP_LINE = 0.25
# Nobody shows fifty names to clients on one number: a switchboard, a hotel, a help line whose clients hide theirs.
IDENTITIES_AT_PHONE = 50
# A number such as 123456 or 000000 is typed by people who want to give none: three strangers are enough.
PLACEHOLDER_RUN = 6
STRANGERS_AT_PLACEHOLDER = 3
# Two or three unconnected groups at one flat are one network whose other ties were missed about as often as not; four are tenants.
STRANGERS_AT_VALUE = 4
# With thousands of ads at one flat a few unrelated ones get there by error: strangers must also be a share of all identities.
STRANGER_SHARE = 0.25
STRANGERS_ANYWAY = 12
SUBSCRIBERS_AT_SHOP = 6  # households and shell addresses hold up to five subscribers, phone shops hundreds
STRANGERS_AT_OWNER = 25  # straw owners hold a dozen unconnected numbers, and that is what they are for
ADDRESSES_OF_OWNER = 12  # a company or a name as common as a word: one person does not move every week


def judge(figures: ValueFigures) -> Hub | None:
    """The hub that these figures make of a value, or None."""
    judged = _JUDGES.get(figures.kind, _judge_value)(figures)
    if judged is None:
        return None
    reason, text, counted = judged
    return Hub(kind=figures.kind, reason=reason, text=text, figures=counted)


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
    counted = _counted(figures, "ads", "identities", "companions", "alone", "sites", "cities")
    strangers = min(figures.identities, figures.companions)
    if digit_run(figures.key[-9:]) >= PLACEHOLDER_RUN and strangers >= STRANGERS_AT_PLACEHOLDER:
        return (
            "placeholder",
            f"regular digits, given by {figures.identities} different advertisers with {figures.companions} numbers",
            counted,
        )
    own_numbers = figures.companions >= COMPANIONS_PER_AD * figures.ads and figures.alone <= ALONE_AT_HELP_LINE * figures.ads
    if strangers >= STRANGERS_AT_PHONE and own_numbers:
        where = "one site" if figures.sites == 1 else f"{figures.sites} sites"
        reason = "help_line" if figures.sites == 1 else "switchboard"
        text = f"stands beside {figures.companions} other numbers in {figures.ads} ads of {figures.identities} advertisers on {where}"
        return reason, text, counted
    if figures.identities >= IDENTITIES_AT_PHONE:
        return "switchboard", f"{figures.identities} different advertisers in {figures.ads} ads share it", counted
    return None


def _judge_value(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "sites", "cities")
    if not _strangers_meet(figures):
        return None
    return "shared_by_strangers", f"{figures.groups} unconnected groups share it in {figures.ads} ads", counted


def _judge_image(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "sites")
    if not _strangers_meet(figures):
        return None
    if figures.sites == 1:
        return "site_logo", f"{figures.groups} unconnected groups show it, on one site only ({figures.ads} ads)", counted
    return "stock_picture", f"{figures.groups} unconnected groups show it on {figures.sites} sites ({figures.ads} ads)", counted


def _judge_address(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "ads", "identities", "groups", "subscribers")
    if not figures.precise:
        return "city_level", "names no house: a street, district or city", counted
    if figures.subscribers >= SUBSCRIBERS_AT_SHOP:
        return "many_subscribers", f"{figures.subscribers} phone subscribers are registered at it", counted
    if not _strangers_meet(figures):
        return None
    return "shared_by_strangers", f"{figures.groups} unconnected groups stayed at it ({figures.ads} ads)", counted


def _judge_owner(figures: ValueFigures) -> Verdict | None:
    counted = _counted(figures, "phones", "groups", "addresses")
    if figures.addresses >= ADDRESSES_OF_OWNER:
        return "many_addresses", f"{figures.phones} numbers are registered to it at {figures.addresses} addresses", counted
    if figures.groups >= STRANGERS_AT_OWNER:
        return "many_subscriptions", f"{figures.phones} numbers of {figures.groups} unconnected groups are registered to it", counted
    return None


def _strangers_meet(figures: ValueFigures) -> bool:
    """Whether more unconnected groups meet at a value than one network whose ties were missed would leave."""
    enough = figures.groups >= STRANGERS_AT_VALUE and figures.groups >= STRANGER_SHARE * figures.identities
    return enough or figures.groups >= STRANGERS_ANYWAY


def _counted(figures: ValueFigures, *names: str) -> Mapping[str, float]:
    return {name: float(getattr(figures, name)) for name in names}


_JUDGES: Mapping[str, Callable[[ValueFigures], Verdict | None]] = {
    "phone": _judge_phone,
    "image": _judge_image,
    "address": _judge_address,
    "owner": _judge_owner,
}
