"""Advertised first names: folded, stripped of ornaments and titles, and with a root that spelling variants share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from resolution.captures import Capture
from resolution.mentions.characters import plain, repair
from resolution.mentions.mention import Mention

_CONJUNCTIONS = re.compile(r"\s+(?:and|och|og|ja|und|et|en|y|e|i|si|kai|ve|with|x)\s+|\s*[&+/,;|]\s*")
_TITLES_WORDS = """
miss mrs mr ms mz mis mistress lady madame madam mme mlle frau fraulein fru froken senora senorita dona dr sexy hot new young real
top vip the sweet beautiful lovely sensual lovable independent ts trans tv mademoiselle signora signorina pani slecna queen
princess goddess massage masseuse escort ny nya neu nueva nuova nova nouvelle novaya
private anonymous anonym anonymt unknown noname model student girl girls
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_LETTERS = re.compile(r"[^a-z -]+")


def mentions(capture: Capture) -> Iterator[Mention]:
    """The advertised names of a capture; a field that names two people gives two."""
    for place, raw in enumerate(capture.name):
        for name in normalise(raw):
            yield Mention("name", raw, name, f"name[{place}]")


@lru_cache(maxsize=65536)
def normalise(raw: str) -> tuple[str, ...]:
    """The names that one written name holds, folded, in order: `Miss ANNA ♥ & Maria` -> anna, maria."""
    parts = (_cleaned(part) for part in _CONJUNCTIONS.split(plain(_spaced(repair(raw))).replace("'", "")))
    return tuple(dict.fromkeys(part for part in parts if part))


def _spaced(raw: str) -> str:
    """Ornaments as spaces, so that transliteration does not spell out what an emoji shows."""
    return "".join(c if c.isalnum() or c in "&+/,;|-" else "" if c in "'’ʼ`´" or 0x300 <= ord(c) < 0x370 else " " for c in raw)


def _cleaned(part: str) -> str:
    words = [word.strip("-") for word in _LETTERS.sub(" ", part).split()]
    kept = [word for word in words if word and word not in _TITLES]
    if len(kept) > 2 and all(len(word) == 1 for word in kept):
        return "".join(kept)  # A N N A
    return " ".join(kept)


# Short and foreign forms of one name; the first stands for all. Only forms that hardly ever mean another name.
_FORMS = """
ekaterina katya katia katja katerina kate katie catherine katherine kathrin katrin catalina caterina katarina katarzyna kasia katalin kata kati katka yekaterina
alexandra aleksandra sasha sacha sascha alessandra alejandra oleksandra
anastasia anastasiya nastya nastia nastja anastazja anastasija asya
maria mariya marija mary marie mariah masha maryia marya
anna ana anya ania hannah hanna ann anne annie anka
natalia natalya nataliya natasha natascha natacha natalie nathalie natalja natalka
elena helena yelena olena lena helen eleni alena alyona aliona
yulia julia yuliya julija juliya julie giulia iulia yulya
sofia sophia sofie sophie zofia sofija sofiya sonia sonya sonja
victoria viktoria viktoriya vika vicky viki wiktoria viktorija vittoria victoriya
elizabeth elisabeth elisabet elizaveta liza liz lizzy eliza
isabella izabella isabela isabelle izabela isabel ysabel
bella bela
daria darya daryna dasha dariya darja
olga olya olha helga olia
irina iryna ira irena irene irene
tatiana tatyana tanya tania tanja tetiana tatjana
svetlana sveta svitlana
ksenia kseniya xenia ksenija oksana oxana
margarita margaret marguerite margareta margo margot
paulina pauline polina
paula paola pola
veronica veronika
barbara varvara barbora
magdalena magda
madeleine madelaine madelyn
agnieszka agnes agnesa
ines inez
joanna joana johanna ioana ivana
yana jana iana
gabriela gabriella gabrielle gaby gabi
camila camilla kamila kamilla camille
jessica jessika jess jessie yesica
jasmine yasmin yasmine jasmin jazmin yasmina jasmina
carolina karolina caroline karoline
christina kristina cristina christine kristin kirsten krystyna hristina
monica monika monique
nicole nicola nikola nikol nicoleta nikki nicky
stephanie stefanie stefania steffi stefani stephania
valentina valya valentyna
valeria valeriya lera valerie valerija
evgenia evgeniya eugenia zhenya yevgenia jevgenia
lucia lucie lucy lucija lucja
teresa theresa tereza therese
vanessa vanesa wanessa
rebecca rebeka rebekka becky becca
patricia patrizia patrycja patty patricija
angelica angelika andzelika
angelina angela angie
alina alinka
suzanne susanna susana suzana zsuzsanna zuzana zuzanna susan
giorgia georgia jorja yorgia georgina
ludmila lyudmila liudmila lyuda luda ludmilla
nadezhda nadia nadya nadja nadiya nadiia nadezda
luba lyuba lyubov liubov ljubov
zhanna jeanne joanne zanna
zoe zoya zoia zoi
guadalupe lupe lupita
francesca francisca franziska francoise paca frantiska
fernanda nanda
manuela emanuela
leila leyla layla lejla
fatima fatma fatme
zeynep zeinab zainab
amina emine aminata
khadija hatice hadija
despina despoina
dimitra demetra
eva ieva yeva eve evita
beatrice beatriz beatrix bea beata
noemi naomi noemie
dora dorothea dorota dorothy
jennifer jenny jenna jeni
alexa lexi alexia
vlada vladislava
yolanda jolanda jolanta iolanda
angeliki ageliki aggeliki
zlata zlatka
rosa rose roza rosita
diana dyana dianna
amelia amelie amalia
emilia emily emilie
michelle michele
michaela mikaela michela
"""


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in _FORMS.strip().splitlines():
        first, *others = line.split()
        for form in (first, *others):
            forms.setdefault(_sound(form), _sound(first))
    return forms


_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""), (r"sch|sh|sz", "s"), (r"tch|ch(?=[aeiou])", "k"), (r"ph", "f"), (r"th", "t"), (r"kh", "k"), (r"x", "ks"), (r"ck|q|c(?![eiy])", "k"),
        (r"c", "s"), (r"z", "s"), (r"w", "v"), (r"gi(?=[aou])|dj|y|j", "i"), (r"h", ""), (r"ou|oo", "u"), (r"ee|ie(?=$)", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=65536)
def _sound(name: str) -> str:
    """The name as it sounds over spellings: Katya, Katia and Katja are one."""
    for pattern, replacement in _SOUNDS:
        name = pattern.sub(replacement, name)
    return name


_ROOTS = _forms()


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether a folded word is a first name that is known here."""
    return _sound(word) in _ROOTS


@lru_cache(maxsize=65536)
def root(name: str) -> str:
    """What spelling variants, short forms and transliterations of a normalised name share."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    sound = _sound(first)
    return _ROOTS.get(sound) or _ROOTS.get(sound.rstrip("s")) or sound
