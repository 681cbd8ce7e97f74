"""Number words of many languages, read as digits: plain, glued, compound, misspelt.

Words are compared after `characters.fold`, so without marks: `åtta` stands as `atta`. A word that is also an ordinary
word somewhere (`to`, `sex`, `fire`) is weak: it counts only in the company of other digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from resolution.mentions.characters import fold, look_alike


@dataclass(frozen=True, slots=True)
class Numeral:
    """A word read as digits."""

    digits: str
    weak: bool = False  # an ordinary word too
    guessed: bool = False  # misspelt, or letters for digits
    pieces: int = 1  # number words and digits glued together
    letters: bool = True  # written with letters at all


@dataclass(frozen=True, slots=True)
class _Language:
    units: str  # 0 to 9, variants separated by "/"
    teens: str  # 10 to 19
    tens: str  # 20 to 90
    compound: str  # how 20 to 90 and a unit are glued: "{ten}{unit}", "{unit}und{ten}"


_LANGUAGES = {
    "en": _Language(
        "zero/oh/nought/naught/nil one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety/ninty",
        "{ten}{unit}",
    ),
    "no": _Language(
        "null en/ein/ett to tre fire fem seks sju/syv atte ni",
        "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        "tjue/tyve tretti/tredve forti/førti femti seksti sytti atti nitti",
        "{ten}{unit}",
    ),
    "da": _Language(
        "nul en/et/een to tre fire fem seks syv otte ni",
        "ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        "tyve tredive fyrre/fyrretyve halvtreds tres halvfjerds firs halvfems",
        "{unit}og{ten}",
    ),
    "sv": _Language(
        "noll ett/en tva tre fyra fem sex sju atta nio/nie",
        "tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
        "tjugo trettio fyrtio femtio sextio sjuttio attio nittio",
        "{ten}{unit}",
    ),
    "fi": _Language(
        "nolla yksi/yks kaksi/kaks kolme/kol neljä/nelja/nel viisi/viis kuusi/kuus seitsemän/seitsemä/seittemän kahdeksan/kaheksan yhdeksän/yheksän",
        "kymmenen yksitoista kaksitoista kolmetoista neljätoista viisitoista kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista",
        "kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä",
        "{ten}{unit}",
    ),
    "es": _Language(
        "cero uno/una dos tres cuatro cinco seis siete ocho nueve",
        "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "{ten}y{unit}",
    ),
    "pt": _Language(
        "zero um/uma dois/duas tres quatro cinco seis/meia sete oito nove",
        "dez onze doze treze catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "{ten}e{unit}",
    ),
    "fr": _Language(
        "zero un/une deux trois quatre cinq six sept huit neuf",
        "dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf",
        "vingt trente quarante cinquante soixante septante huitante/octante/quatrevingt/quatrevingts nonante",
        "{ten}{unit}",
    ),
    "de": _Language(
        "null eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun",
        "zehn elf zwölf/zwoelf dreizehn vierzehn fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreißig/dreizig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig",
        "{unit}und{ten}",
    ),
    "it": _Language(
        "zero uno/una due tre quattro cinque sei sette otto nove",
        "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "{ten}{unit}",
    ),
    "ro": _Language(
        "zero unu/una doi/doua trei patru cinci sase/sasa sapte opt noua",
        "zece unsprezece doisprezece/douasprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece nouasprezece",
        "douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci",
        "{ten}si{unit}",
    ),
    "nl": _Language(
        "nul een twee drie vier vijf zes zeven acht negen",
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "{unit}en{ten}",
    ),
    "pl": _Language(
        "zero jeden/jedna dwa trzy cztery piec szesc siedem osiem dziewiec",
        "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie",
        "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat",
        "{ten}{unit}",
    ),
    "cs": _Language(
        "nula jedna/jeden dva tri ctyri pet sest sedm osm devet",
        "deset jedenact dvanact trinact ctrnact patnact sestnact sedmnact osmnact devatenact",
        "dvacet tricet ctyricet padesat sedesat sedmdesat osmdesat devadesat",
        "{ten}{unit}",
    ),
    "hu": _Language(
        "nulla egy ketto/ket harom negy ot hat het nyolc kilenc",
        "tiz tizenegy tizenketto tizenharom tizennegy tizenot tizenhat tizenhet tizennyolc tizenkilenc",
        "husz/huszon harminc negyven otven hatvan hetven nyolcvan kilencven",
        "{ten}{unit}",
    ),
    "tr": _Language(
        "sıfır bir iki uc dort bes altı yedi sekiz dokuz",
        "on onbir oniki onuc ondort onbes onaltı onyedi onsekiz ondokuz",
        "yirmi otuz kırk elli altmıs yetmis seksen doksan",
        "{ten}{unit}",
    ),
    "ru": _Language(
        "ноль/нуль один/одна два/две три четыре пять шесть семь восемь девять",
        "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "{ten}{unit}",
    ),
    "uk": _Language(
        "нуль один/одна два/дві три чотири п'ять/пять шість сім вісім дев'ять/девять",
        "десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
        "{ten}{unit}",
    ),
    "ru-latin": _Language(
        "nol odin dva tri chetyre pyat shest sem vosem devyat",
        "desyat odinnadtsat dvenadtsat trinadtsat chetyrnadtsat pyatnadtsat shestnadtsat semnadtsat vosemnadtsat devyatnadtsat",
        "dvadtsat tridtsat sorok pyatdesyat shestdesyat semdesyat vosemdesyat devyanosto",
        "{ten}{unit}",
    ),
    "el": _Language(
        "μηδέν ένα/ένας δύο/δυο τρία τέσσερα πέντε έξι εφτά/επτά οκτώ/οχτώ εννέα/εννιά",
        "δέκα έντεκα δώδεκα δεκατρία δεκατέσσερα δεκαπέντε δεκαέξι δεκαεφτά/δεκαεπτά δεκαοκτώ/δεκαοχτώ δεκαεννέα/δεκαεννιά",
        "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
        "{ten}{unit}",
    ),
    "el-latin": _Language(
        "miden ena dio/dyo tria tessera pente eksi/exi efta/epta okto/oxto ennia/ennea",
        "deka enteka dodeka dekatria dekatessera dekapente dekaeksi dekaefta dekaokto dekaennia",
        "eikosi trianta saranta peninta eksinta evdominta ogdonta eneninta",
        "{ten}{unit}",
    ),
    "hr": _Language(
        "nula jedan dva tri cetiri pet sest sedam osam devet",
        "deset jedanaest dvanaest trinaest cetrnaest petnaest sesnaest sedamnaest osamnaest devetnaest",
        "dvadeset trideset cetrdeset pedeset sezdeset sedamdeset osamdeset devedeset",
        "{ten}{unit}",
    ),
    "bg": _Language(
        "нула едно/един две/два три четири пет шест седем осем девет",
        "десет единадесет дванадесет тринадесет четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет",
        "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
        "{ten}и{unit}",
    ),
    "ar": _Language("صفر واحد اثنين/اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة", "عشرة", "عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون", ""),
}  # fmt: skip

# Written as it sounds or as fingers slip; more than one letter away, or too short for a guess.
_MISSPELT = {
    "tree": "3", "thre": "3", "free": "3", "fuor": "4", "for": "4", "fore": "4", "foor": "4", "fo": "4", "fith": "5", "fife": "5", "fiv": "5",
    "faiv": "5", "siz": "6", "sicks": "6", "sics": "6", "sixx": "6", "sven": "7", "sevn": "7", "svn": "7", "ate": "8", "eigt": "8", "eigth": "8",
    "ait": "8", "nien": "9", "nin": "9", "nein": "9", "niner": "9", "won": "1", "wun": "1", "too": "2", "tu": "2", "tow": "2", "twoo": "2",
    "ziro": "0", "ow": "0", "owe": "0", "kvatro": "4", "catro": "4", "cuatr": "4", "kuatro": "4", "sinko": "5", "ceis": "6",
}  # fmt: skip

# Ordinary words of some language, or names: never a digit without company.
_WEAK = frozenset(
    ["en", "et", "to", "for", "fire", "ti", "sex", "ett", "un", "une", "uno", "una", "um", "uma", "do", "on", "ate", "tree", "free", "fore", "fo", "foor", "won", "too", "tu", "tow", "ein", "een", "hat", "het", "ot", "ket", "egy", "sei", "set", "due", "ni", "sept", "oh", "nil", "ow", "owe", "sven", "nein", "niner", "ten", "elf", "once", "quince", "tien", "ono", "bir", "uc", "bes", "sem", "noua", "neuf", "doi", "meia", "ena", "exi", "nie", "venti", "cento", "sto", "nel", "kol", "fiv", "nin", "ait", "svn", "wun", "nien", "sics", "ceis", "thre", "сорок", "раз", "сім"]
)

_CONNECTORS = frozenset(["and", "y", "e", "et", "og", "und", "och", "en", "i", "si", "és", "es", "и", "и", "та", "και", "kai", "ve"])
_LEET = str.maketrans("013457890@$!|", "oieastbgoasil")
_REPEATS = {
    "double": 2,
    "doble": 2,
    "doppel": 2,
    "dubbel": 2,
    "dobbel": 2,
    "doppia": 2,
    "doppio": 2,
    "duplo": 2,
    "triple": 3,
    "trippel": 3,
    "tripple": 3,
}


def _variants(words: str) -> Iterator[tuple[int, str]]:
    for value, group in enumerate(words.split()):
        for word in group.split("/"):
            yield value, fold(word).text.replace("'", "")


def _compounds(language: _Language) -> Iterator[tuple[str, str]]:
    for ten, ten_word in _variants(language.tens):
        for unit, unit_word in _variants(language.units):
            if unit and language.compound:
                value = str((ten + 2) * 10 + unit)
                yield language.compound.format(ten=ten_word, unit=unit_word), value
                yield f"{ten_word}{unit_word}", value
                if language.compound.startswith("{ten}") and unit_word[0] in "ou" and ten_word[-1] in "ia":
                    yield f"{ten_word[:-1]}{unit_word}", value  # Italian: ventuno, trentotto
    for unit, unit_word in _variants(language.units):
        if unit:
            yield f"veinti{unit_word}", f"2{unit}"


def _french() -> Iterator[tuple[str, str]]:
    for value, word in _variants(_LANGUAGES["fr"].teens):
        yield f"soixante{word}", str(70 + value)
        yield f"soixanteet{word}", str(70 + value)
        yield f"quatrevingt{word}", str(90 + value)


def _spoken_variants(word: str, digits: str) -> Iterator[str]:
    """The word, and with its first letter as the digit it means: `7even`."""
    yield word
    if len(digits) == 1 and len(word) >= 3:
        yield digits + word[1:]


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    languages = _LANGUAGES.values()
    for group, base, step in (("units", 0, 1), ("teens", 10, 1), ("tens", 20, 10)):  # units first: `tres` is 3, though 60 in Danish
        for language in languages:
            for value, word in _variants(getattr(language, group)):
                for variant in _spoken_variants(word, str(base + value * step)):
                    table.setdefault(variant, str(base + value * step))
    for word, digits in (*(pair for language in languages for pair in _compounds(language)), *_french(), *_MISSPELT.items()):
        table.setdefault(word, digits)
    return table | {"hundred": "00", "thousand": "000"}


_WORDS = _table()
_LONGEST = max(map(len, _WORDS))
_GUESSABLE = [word for word in _WORDS if 4 <= len(word) <= 9 and len(_WORDS[word]) == 1 and word not in _WEAK and word.isalpha()]
_TENS = frozenset(str(value) for value in range(20, 100, 10))


def word(text: str) -> str | None:
    """The digits of a single number word, exactly spelt."""
    return _WORDS.get(text)


def repeats(text: str) -> int:
    """How often the next digit is meant: 2 for `double`, 3 for `triple`, else 0."""
    return _REPEATS.get(text, 0)


def is_connector(text: str) -> bool:
    """Whether the word joins tens and units: `treinta y uno`."""
    return text in _CONNECTORS


def is_ten(digits: str) -> bool:
    """Whether these digits are a round ten that a unit may follow: `twenty 1`."""
    return digits in _TENS


@lru_cache(maxsize=65536)
def read(chunk: str) -> Numeral | None:
    """The chunk as digits: a number word, number words and digits glued together, or None."""
    if chunk in _WORDS:
        return Numeral(_WORDS[chunk], weak=chunk in _WEAK, guessed=chunk in _MISSPELT)
    for spelling in (chunk, look_alike(chunk)):
        leet = spelling.translate(_LEET)
        if leet in _WORDS and not spelling.isdecimal():
            return Numeral(_WORDS[leet], weak=leet in _WEAK, guessed=spelling != chunk or leet in _MISSPELT)
        if len(spelling) > 3 and (glued := _glued(spelling, leet)) is not None:
            return glued
    return None


def _glued(chunk: str, leet: str) -> Numeral | None:
    """The fewest number words and digits that make up the whole chunk, or None."""
    best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ())] + [None] * len(chunk)
    for start in range(len(chunk)):
        here = best[start]
        if here is None:
            continue
        for piece, length in _pieces(chunk, leet, start):
            pieces = (*here[2], piece)
            candidate = (len(pieces), here[1] + (piece in _WEAK), pieces)
            there = best[start + length]
            if there is None or candidate[:2] < there[:2]:
                best[start + length] = candidate
    found = best[-1]
    if found is None:
        return None
    return _joined(found[2])


def _pieces(chunk: str, leet: str, start: int) -> Iterator[tuple[str, int]]:
    for length in range(min(_LONGEST, len(chunk) - start), 1, -1):
        part = chunk[start : start + length]
        if part in _WORDS:
            yield part, length
        elif not part.isdecimal() and part[0].isalpha() and leet[start : start + length] in _WORDS:
            yield leet[start : start + length], length
    if chunk[start].isdecimal():
        yield chunk[start], 1


def _joined(pieces: tuple[str, ...]) -> Numeral | None:
    words = [piece for piece in pieces if not piece.isdecimal()]
    if not words:
        return None
    strong = any(piece not in _WEAK for piece in words)
    if not strong and not any(piece.isdecimal() for piece in pieces):
        return (
            None if all(len(piece) <= 3 for piece in words) else Numeral(combine([_WORDS[p] for p in words]), weak=True, pieces=len(pieces))
        )
    digits = combine([piece if piece.isdecimal() else _WORDS[piece] for piece in pieces])
    return Numeral(digits, weak=not strong, pieces=len(pieces), guessed=any(piece in _MISSPELT for piece in words))


def combine(parts: list[str]) -> str:
    """Digits of words said one after the other; tens and a unit make one number: twenty, one -> 21."""
    said: list[str] = []
    for part in parts:
        if said and is_ten(said[-1]) and len(part) == 1 and part != "0":
            said[-1] = said[-1][0] + part
        else:
            said.append(part)
    return "".join(said)


@lru_cache(maxsize=65536)
def guess(chunk: str) -> Numeral | None:
    """A misspelt number word: one slip away from a word of four letters or more. Only to be asked beside other digits."""
    spelling = look_alike(chunk).translate(_LEET)
    if not 3 <= len(spelling) <= 10:
        return None
    near = {
        _WORDS[known] for known in _GUESSABLE if abs(len(known) - len(spelling)) <= 1 and OSA.distance(known, spelling, score_cutoff=1) <= 1
    }
    return Numeral(near.pop(), weak=True, guessed=True) if len(near) == 1 else None
