"""Words of postal addresses in the languages of Europe and the Americas, folded to lower-case ASCII."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words for a kind of street that stand alone, abbreviated or not, by what they all abbreviate to: "Av. Atlantica",
# "Avenida Atlantica" and "Ave Atlantica" are of one kind.
STREET_KINDS = {
    word: short
    for short, words in {
        "st": "st street str strasse straat strada",
        "rd": "rd road",
        "av": "av ave avd avda avenue avenida avinguda avenyn",
        "bd": "bd bld blvd bvd bdul boul bul bulv blv bulevar bulevard bulevardul boulevard bulvar",
        "r": "r rua rue",
        "c": "c cl cll calle carrer",
        "cr": "cra cr kr carrera carretera",
        "v": "v via vle viale vlo vicolo",
        "pl": "pl pza pca pc pzza pta plaza place placa plac platz plass plats piazza piata praca praza plein ploshchad torg torget tori plateia",
        "al": "al all alameda aleja aleje alea aleea alle allee allees",
        "ul": "ul ulica ulice ulitsa ulitsya vul vulitsa vulitsya vulytsya",
        "ut": "u ut utca uut",
        "ter": "ter tere",
        "tv": "tv trv travessa travesia",
        "ln": "ln lane",
        "dr": "dr drive",
        "ct": "ct court",
        "sq": "sq square trg",
        "tce": "tce terrace",
        "cres": "cres crescent",
        "close": "close",
        "gdns": "gdns gardens",
        "way": "way weg wg",
        "gt": "gt g gate gata gatan gaten gade gasse",
        "vei": "vei veien vegen veg vn vg vag vagen vej",
        "katu": "katu tie kuja",
        "q": "quai kaai kade",
        "ch": "ch chaussee steenweg stwg",
        "imp": "imp impasse",
        "crs": "cours corso cso",
        "lg": "lg lgo largo",
        "ps": "p ps pso paseo passeig passeo",
        "rda": "rda ronda ring korut krt",
        "sos": "sos soseaua",
        "cal": "cal calea",
        "intr": "intr intrarea",
        "nam": "nam namesti namestie",
        "tr": "tr trida",
        "os": "os osiedle",
        "odos": "odos",
        "iela": "iela ielas",
        "pr": "pr prt prosp prospekt prospektas prospekts",
        "hwy": "hwy highway pkwy parkway",
        "leof": "leof leoforos",
        "gatve": "gatve",
        "tn": "tn tanav",
        "mnt": "mnt maantee",
        "pst": "pst puiestee",
        "cesta": "cesta",
        "cad": "cad cd caddesi cadde",
        "sok": "sok sk sokak sokagi",
        "per": "per pereulok provulok",
        "nab": "nab naberezhnaya",
        "rruga": "rr rruga",
        "triq": "triq",
        "pje": "pje psje pasaje passage passatge",
        "jr": "jr jiron",
        "calz": "calz calzada",
        "priv": "priv privada",
        "prol": "prol prolongacion",
        "blok": "kvartal mkr mikrorayon",
    }.items()
    for word in words.split()
}
# The same glued to a name, where it is no beginning of the long form: Hornsgt., Bogstadvn., Potsdamerpl.
GLUED_ABBREVIATIONS = (
    (re.compile(r"(?<=[a-z]{3})gt\.?n\b\.?"), "gatan"),
    (re.compile(r"(?<=[a-z]{3})gt\b\.?"), "gata"),
    (re.compile(r"(?<=[a-z]{3})v\.?n\b\.?"), "veien"),
    (re.compile(r"(?<=[a-z]{3})vg\b\.?"), "vagen"),
    (re.compile(r"(?<=[a-z]{3})pl\b\.?$"), "platz"),
)
# Small words within names that get lost: "Paseo de Gracia" and "Ps. Gracia" are one street.
ARTICLES = _words("de del della dell dei da do dos das di du des der den la las los el le les of the i y e")
# Words that introduce a flat, a floor, a stair or a door.
UNIT_WORDS = _words(
    """apt apto apartment apartament apartamento apartamentul appt appartement ap app flat unit suite ste room rm floor fl floors leil
    leilighet lgh lagenhet lgn lag asunto as huoneisto h hus opp oppg oppgang inng trapp tr trappor sal etg etasje vaning kerros krs
    wohnung whg wng top stiege stg tur eg og stock stk etage bte boite bus box b bat batiment esc escalier escalera porte pte puerta pta
    pt piso pis planta plta andar and interno int scala sc sca piano p bl bloc bloco blok bloque block et etaj m mieszkanie lok lokal
    lokale klatka kl byt patro poschodi em emelet ajto fsz kv kvartira korp korpus pod podezd etazh dpto depto departamento dep casa
    sala conj conjunto loja lj letra dor door interior exterior ext verdieping hoog huis no nr num numero numer cis number
    ib ibud haed krt korter dz dzivoklis butas bt stan stanovanje daire d ibud orofos orof diamerisma kat tuer"""
)
# What tells a floor or a side of it without any number.
FLOOR_WORDS = _words("rc r c dto esq izq dcha bajo bajos atico entlo parter parterre rez de chaussee ground ground-floor fsz tv th mf eg og hochparterre terra baixo")
NUMBER_WORDS = _words(
    """nr no n num numero numer number numarul n° # d dom haus hnr br bud budynok cp"""
)
COUNTRY_NAMES = _words(
    """norge norway noreg sverige sweden danmark denmark suomi finland island iceland deutschland germany osterreich austria schweiz suisse
    svizzera switzerland nederland netherlands holland belgie belgique belgium france frankreich espana spain portugal italia
    italy ireland eire uk england scotland wales polska poland cesko czechia slovensko slovakia magyarorszag hungary romania bulgaria
    hrvatska croatia slovenija slovenia srbija serbia ellada greece kypros cyprus malta eesti estonia latvija latvia lietuva lithuania
    ukraina ukraine rossiya russia turkiye turkey usa us brasil brazil mexico colombia argentina chile peru"""
) | frozenset(["united kingdom", "great britain", "united states", "czech republic", "ceska republika", "northern ireland"])
# How each country writes its post code; `generic` is for an address whose country is not known.
SHORT = r"\d{3}"  # which look like house numbers: they count only before a town and after a house
SHORT_CODES = frozenset(("IS", "FO"))
DUTCH = r"(?! (?!la|le|de|el|st|al|am|im|da|do|os|as|sa)[a-z]{2} )"  # "7928 AD Eindhoven" is no four-digit code
POSTCODES = {
    **dict.fromkeys(["NO", "DK", "AT", "CH", "BE", "HU", "LU", "BG", "CY", "SI"], r"\d{4}" + DUTCH),
    **dict.fromkeys(["FI", "DE", "FR", "ES", "IT", "EE", "HR", "RS", "BA", "ME", "UA", "TR", "MX", "PE", "MC", "SM", "VA", "ES", "IC"], r"\d{5}"),
    **dict.fromkeys(["SE", "CZ", "SK", "GR"], r"\d{3} ?\d{2}"),
    **dict.fromkeys(["RO", "RU", "BY", "CO", "KZ", "MD"], r"\d{6}"),
    "PL": r"\d{2}-? ?\d{3}", "PT": r"\d{4}(?: ?- ?\d{3})?", "NL": r"\d{4} ?[a-z]{2}", "US": r"\d{5}(?:-\d{4})?", "BR": r"\d{5}-?\d{3}",
    "GB": r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", "IE": r"[a-z]\d[\dw] ?[a-z\d]{4}", "LV": r"lv-?\d{4}", "LT": r"lt-?\d{5}", "AR": r"[a-z]?\d{4}[a-z]{0,3}",
    "CL": r"\d{3} ?\d{4}", "MT": r"[a-z]{3} ?\d{4}",
    "generic": r"\d{5}-\d{3}|\d{4} ?- ?\d{3}|\d{2}-\d{3}|\d{3} \d{2}|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]\d[\dw] ?[a-z\d]{4}|\d{4} [a-z]{2}|\d{5}-\d{4}|\d{4,6}",
}  # fmt: skip
