"""Names on other platforms, as links, behind a label, or bare: `t.me/x`, `insta: x`, `@x`. Normal form `platform:value`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from resolution.captures import Capture
from resolution.mentions import lookalikes, names, numerals
from resolution.mentions.characters import LONGEST_TEXT, TEXTS, Folded, fold
from resolution.mentions.emails import DOT_WORDS
from resolution.mentions.mention import Mention
from resolution.mentions.taken import Taken

SHORTEST_WORD = 5  # letters of a name that has nothing else; shorter ones are first names and words
UNNAMED = "unknown"  # the platform of a bare @name that nothing in the text explains

_PLATFORMS = {
    "telegram": "telegram telegramm telegrm tlgrm telega tele tg tgram телеграм телеграмм телега тг τηλεγραμ τελεγκραμ ✈",
    "instagram": "instagram insta ig inst instagr инстаграм инста 📸 📷",
    "snapchat": "snapchat snap sc snapp снапчат 👻",
    "whatsapp": "whatsapp wa wapp watsapp whatsap ватсап вотсап",
    "facebook": "facebook fb messenger",
    "twitter": "twitter x",
    "onlyfans": "onlyfans of onlyfan",
    "fansly": "fansly",
    "tiktok": "tiktok",
    "kik": "kik",
    "wechat": "wechat weixin wx vx 微信",
    "line": "line lineid",
    "skype": "skype",
    "discord": "discord",
    "viber": "viber",
    "signal": "signal",
    "vk": "vk vkontakte вк",
    "threema": "threema",
    "wickr": "wickr",
    "session": "session",
    "linktree": "linktree linktr.ee",
    "reddit": "reddit",
    "youtube": "youtube",
    "threads": "threads",
    "bluesky": "bluesky bsky",
    "zalo": "zalo",
    "kakao": "kakao kakaotalk",
    "badoo": "badoo",
    "botim": "botim",
    "icq": "icq",
    "imo": "imo",
}  # fmt: skip
_ALIASES = {alias: platform for platform, aliases in _PLATFORMS.items() for alias in aliases.split()}
_HOSTS = {
    "t.me": "telegram", "tme": "telegram", "telegram.me": "telegram", "telegram.dog": "telegram", "instagram.com": "instagram", "instagr.am": "instagram", "snapchat.com": "snapchat",
    "facebook.com": "facebook", "fb.com": "facebook", "fb.me": "facebook", "m.me": "facebook", "twitter.com": "twitter", "x.com": "twitter",
    "onlyfans.com": "onlyfans", "fansly.com": "fansly", "tiktok.com": "tiktok", "kik.me": "kik", "line.me": "line", "vk.com": "vk", "linktr.ee": "linktree",
    "reddit.com": "reddit", "youtube.com": "youtube", "threads.net": "threads", "discord.gg": "discord", "signal.me": "signal", "allmylinks.com": "allmylinks",
    "beacons.ai": "beacons", "bsky.app": "bluesky", "discord.com": "discord",
}  # fmt: skip

_DOT = rf"(?:[.,]|\s?[\[(]\s?(?:{DOT_WORDS}|\.)\s?[\])]\s?|\s(?:{DOT_WORDS}|\.)\s)"
_VALUE = r"[a-z0-9_][a-z0-9._-]{1,38}[a-z0-9_]"
_FOLDERS = r"(?:(?:add|u|user|users|in|p|r|ti/p|s|profile)/)*"
_LINK = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?(?P<host>"
    + "|".join(re.escape(host).replace(r"\.", _DOT) for host in sorted(_HOSTS, key=len, reverse=True))
    + rf")\s?[/\\]\s?{_FOLDERS}(?P<value>[@~]?{_VALUE})"
)
_DEEP = re.compile(rf"tg://resolve\?domain=(?P<value>{_VALUE})")
_LABELS = "|".join(re.escape(alias) for alias in sorted(_ALIASES, key=len, reverse=True))
_CASE = r"(?:(?<=gram|chat|sapp|fans)[a-z]{1,5})?"  # endings of other languages: `na telegramie`, `telegramissa`
_NAMED = re.compile(rf"(?<!\w)(?P<label>{_LABELS}){_CASE}(?!\w)")
_GLUE = (
    r"(?:\s?(?:id|at|me|name|username|user|nick|kanal|channel|acc(?:ount)?|konto|profil|is|er|ar|ist|es|est|e|este|je|on|to|это|ειναι)){0,2}"
    r"(?:[^\S\n]{0,2}[^\w\s@.,!?/)]{1,4}[^\S\n]{0,2}[\"'«“„]?|[^\S\n]{1,2}|[^\S\n]{0,2}(?=@))"
)
_LABELLED = re.compile(rf"(?<![\w@./-])(?P<label>{_LABELS}){_CASE}(?P<glue>{_GLUE})(?P<value>@\s?{_VALUE}|live:(?:\.cid\.)?{_VALUE}|{_VALUE})(?![\w@])")
_BEFORE_LABEL = re.compile(  # `anna_k on telegram`, `@anna_k (tg)`
    rf"(?<![\w@./:-])(?P<value>@?{_VALUE})[^\S\n](?:(?:@|-|on|en|no|na|su|sur|auf|bei|op|pa|i|im|pe|w|v|via|по|на|в|στο)[^\S\n]|\()(?P<label>{_LABELS}){_CASE}(?!\w)"
)
# The names of the commonest platforms as people hide them from a site: `t3legram`, `tele gram`, `sn@p`, `TeIegram`.
_LETTERS = {"a": "[a@4]", "e": "[e3€]", "i": "[i1l!|]", "l": "[l1i|]", "o": "[o0]", "s": "[s5$]", "t": "[t7+]", "g": "[gq96]", "m": "(?:m|rn)", "b": "[b8]"}
_HIDDEN = re.compile(
    r"(?<![\w@./-])(?:"
    + "|".join(
        f"(?P<{platform}>{'|'.join(r'[ .*_-]?'.join(_LETTERS.get(letter, letter) for letter in name) for name in names.split())})"
        for platform, names in {"telegram": "telegram", "instagram": "instagram insta", "snapchat": "snapchat snap", "onlyfans": "onlyfans", "whatsapp": "whatsapp"}.items()
    )
    + rf")(?P<glue>{_GLUE})(?P<value>@\s?{_VALUE}|{_VALUE})(?![\w@])"
)
_BARE = re.compile(rf"(?<![\w@./])@(?P<value>{_VALUE})(?![\w@]|\.[a-z]{{2,4}}\b)")
_NEXT_WORD = re.compile(r"[^\S\n]{1,2}(?P<word>[^\W\d_])")
_SIGNS = re.compile(r"[^\w\s]")
_NO_COLON = frozenset("-&+'(\"")  # what joins words and announces nothing
_AT_ONLY = frozenset(("x", "✈", "📸", "📷"))  # labels that mean a platform only before an @
_NOT_NAMES_WORDS = """
com net org www http https http live call calls video chat only and och og und the for group gruppe grupp channel kanal me or eller
oder username name with for sms message messages available number nummer whatsapp telegram instagram insta snap viber signal
facebook joinchat share addstickers proxy home hotel work night day once yes yep nope nej nein nie non nao nem nei ask pics pictures
photos private premium english please thanks free soon none request show shows open closed active online offline here there below above see look
si sim oui evet igen tak kylla ja da ano nai sexting content vip girls duo later today tonight now
meet up new real me my text sms dm pay book pic pics video min mins hour hours best same after before just always anytime daily every day week reply instant write find
mismo misma mesmo idem gleich gleiche samme samma sama stejne stesso meme por favor bientot gerne nur tylko vain bara kun solo solamente somente seulement solamente sadece csak doar
jen pouze iba samo само только лише μονο siempre sempre toujours immer alltid altid aina zawsze vzdy mindig mereu her mensaje mensajes mensagem mensagens message nachricht nachrichten
preferred banned inactive active verified deleted fake busy fast quick quickly schnell rapido rapide snabbt hurtigt szybko greitai atri brzo rychle soon coming everyday
kolla skriv schreib escribeme scrivimi napisz napis pisi piste yaz write no info drama vienmer kad svaki svako
occupied taken unavailable available blocked limited full paused besetzt belegt vergeben gesperrt ocupado ocupada bloqueado occupe occupee bloque occupato zajete zajety obsazeno zauzeto foglalt dolu mesgul varattu optaget upptagen opptatt uztemts uzimtas hoivatud bezet
bitte prosim prosze please tack takk merci gracias obrigada danke grazie kosz multumesc spasibo
"""
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())


def mentions(capture: Capture) -> Iterator[Mention]:
    """Every handle of a capture: those in its field, its title and its text; telephone numbers are left to phones."""
    for place, handle in enumerate(capture.handles):
        normalised = normalise(handle.platform, handle.value)
        if normalised:
            yield Mention("handle", handle.value, normalised, f"handles[{place}]")
    for field in ("title", "text"):
        text = (getattr(capture, field) or "")[:LONGEST_TEXT]
        for start, end, normalised, confidence in find(text):
            yield Mention("handle", text[start:end], normalised, field, start, end, confidence)


@lru_cache(maxsize=65536)
def platform_of(name: str) -> str:
    """The platform's one name: `tg` and `Telegram` are telegram."""
    bare = re.sub(r"[^\w.]", "", fold(name).text)
    return _ALIASES.get(bare) or _HOSTS.get(bare) or bare


@lru_cache(maxsize=65536)
def normalise(platform: str, value: str) -> str:
    """A handle as `platform:value`, lower-case, without @ and link; "" for a telephone number or an e-mail address."""
    written = fold(value.strip()).text
    linked = _LINK.search(written) or _DEEP.search(written)
    if linked:
        host = linked.groupdict().get("host")
        return f"{_HOSTS.get(_plain_host(host), platform_of(platform)) if host else 'telegram'}:{_bare(linked['value'])}"
    bare = _bare(re.sub(r"^https?://[^/]+/", "", written))
    if not bare or " " in bare or _is_number(bare) or re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", bare):
        return ""
    return f"{platform_of(platform) or UNNAMED}:{bare}"


def _plain_host(host: str) -> str:
    return re.sub(_DOT, ".", host)


def _bare(value: str) -> str:
    return value.strip().lstrip("@~").strip().rstrip(".-/ ")


def _is_number(value: str) -> bool:
    return sum(map(str.isdecimal, value)) >= 7 and not any(map(str.isalpha, value))


@lru_cache(maxsize=TEXTS)
def find(text: str) -> tuple[tuple[int, int, str, float], ...]:
    """Start, end, normal form and confidence of every handle in a text."""
    if not text:
        return ()
    folded = fold(text)
    found = ((*folded.span(start, end), handle, sure) for start, end, handle, sure in _found(folded.text))
    return tuple(entry for entry in found if not _accented(text[entry[0] : entry[1]]))


def _accented(written: str) -> bool:
    """Whether a word of letters alone has marks, which no platform allows in a name: `telegram: écris-moi`."""
    return not any(c.isdecimal() or c == "_" for c in written) and unicodedata.normalize("NFD", written) != written


def spans(folded: Folded) -> list[tuple[int, int]]:
    """Where handles stand in a folded text."""
    return [(start, end) for start, end, _, _ in _found(folded.text)]


@lru_cache(maxsize=TEXTS)
def _found(text: str) -> tuple[tuple[int, int, str, float], ...]:
    found: list[tuple[int, int, str, float]] = []
    taken = Taken()
    for match in _LINK.finditer(text):
        _add(found, taken, match, _HOSTS[_plain_host(match["host"])], 1.0)
    for match in _DEEP.finditer(text):
        _add(found, taken, match, "telegram", 1.0)
    for match in _LABELLED.finditer(text):
        if _named(match, match["label"]):
            _add(found, taken, match, _ALIASES[match["label"]], 0.9)
    for match in _HIDDEN.finditer(text):
        platform = next(name for name, said in match.groupdict().items() if said and name in _PLATFORMS)
        if _named(match, platform):
            _add(found, taken, match, platform, 0.8)
    for match in _BEFORE_LABEL.finditer(text):
        if match["value"].startswith("@") or (len(match["label"]) > 1 and _is_made_up(match["value"])):
            _add(found, taken, match, _ALIASES[match["label"]], 0.8)
    bare = list(_BARE.finditer(text))
    only = _only_named(text) if bare else UNNAMED
    for match in bare:
        _add(found, taken, match, _named_before(text, match.start()) or only, 0.7)
    return tuple(sorted(found))


def _add(found: list[tuple[int, int, str, float]], taken: Taken, match: re.Match[str], platform: str, confidence: float) -> None:
    start, end = match.span("value")
    value = _bare(match["value"])
    end -= len(match["value"]) - len(match["value"].rstrip(".-"))
    named = len(value) >= 3 and value not in _NOT_NAMES and value not in _HOSTS and any(map(str.isalpha, value))
    if named and taken.take(start, end):
        found.append((start, end, f"{platform}:{value}", confidence))


def _named(match: re.Match[str], label: str) -> bool:
    """Whether what follows a label is a name: it has an @, a digit or an underscore, or a colon or arrow led to it."""
    value, signs = match["value"], "".join(_SIGNS.findall(match["glue"]))
    if value.startswith("@") or value.startswith("live:"):
        return True
    said = numerals.read(value) or lookalikes.read(value, value)
    if label in _AT_ONLY or (said is not None and len(said.digits) >= 3):
        return False  # a telephone number in words or in letters that look like digits
    if label in ("of", "wa") and not signs:
        return False
    if any(map(str.isdecimal, value)) and any(map(str.isalpha, value)):
        return not re.match(r"\d", value)
    return "_" in value.strip("_") or (signs != "" and signs not in _NO_COLON and _stands_alone(match)) or ("." in value and len(label) > 2) or (label == "discord" and _tagged(match))


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a word of letters alone may be a name: long enough for one, and no sentence goes on after it."""
    following = _NEXT_WORD.match(match.string, match.end())
    return len(match["value"]) >= SHORTEST_WORD and (following is None or _NAMED.match(match.string, following.start("word")) is not None)


def _is_made_up(value: str) -> bool:
    """Whether a word is a user's name and no part of a sentence: letters with figures, or an initial or known first name in two parts."""
    parts = [part for part in re.split(r"[_.-]", value) if part]
    if any(part in _NOT_NAMES for part in parts):
        return False
    named = "_" in value and len(parts) > 1 and value[0].isalpha() and any(len(part) < 3 or names.is_known(part) for part in parts)
    return named or bool(re.fullmatch(r"[a-z]{3,}[a-z_.]*\d+", value))


def _tagged(match: re.Match[str]) -> bool:
    """Whether the name goes on as names on Discord do: `anna#1234`."""
    return re.match(r"#\d{4}(?!\d)", match.string[match.end() :]) is not None


def _named_before(text: str, place: int) -> str:
    """The platform named last before this place, "" if none is near."""
    labels = [match["label"] for match in _NAMED.finditer(text[max(0, place - 40) : place])]
    return _ALIASES[labels[-1]] if labels else ""


def _only_named(text: str) -> str:
    """The platform named in the text if it is the only one."""
    named = {_ALIASES[match["label"]] for match in _NAMED.finditer(text) if len(match["label"]) > 2 or match["label"] in _AT_ONLY - {"x"}}
    return named.pop() if len(named) == 1 else UNNAMED
