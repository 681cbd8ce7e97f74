"""Words of postal addresses in the languages of Europe and the Americas, folded to lower-case ASCII."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# An abbreviated kind of street, standing alone, and what it stands for. Only abbreviations: long forms stay as they are.
STREET_ABBREVIATIONS = {
    "gt": "gate", "g": "gata", "gtn": "gatan", "vn": "veien", "v": "via", "vg": "vagen", "st": "street", "str": "strasse", "rd": "road",
    "ave": "avenue", "av": "avenue", "avd": "avenida", "avda": "avenida", "c": "calle", "cl": "calle", "cll": "calle", "r": "rua",
    "ul": "ulica", "u": "utca", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "bvd": "boulevard", "bulevar": "boulevard",
    "pl": "plaza", "pza": "plaza", "pca": "praca", "pzza": "piazza", "ln": "lane", "dr": "drive", "ct": "court", "sq": "square",
    "ter": "terrace", "tce": "terrace", "cres": "crescent", "cl.": "close", "gdns": "gardens", "pk": "park", "hwy": "highway",
    "pkwy": "parkway", "pso": "paseo", "lgo": "largo", "vle": "viale", "cso": "corso", "vlo": "vicolo", "al": "aleja", "tv": "travessa",
    "tr": "travessa", "nam": "namesti", "krt": "korut", "sos": "soseaua", "intr": "intrarea", "cal": "calea", "ch": "chaussee",
    "stwg": "steenweg", "fbg": "faubourg", "imp": "impasse", "all": "allee", "bul": "bulevard", "cra": "carrera", "cr": "carrera",
    "kr": "carrera", "dg": "diagonal", "urb": "urbanizacion", "prof": "professor", "sta": "santa", "sto": "santo", "os": "osiedle",
}  # fmt: skip
# The same glued to a name: Hornsgt., Bogstadvn., Muellerstr., Dorpsstr.
GLUED_ABBREVIATIONS = (
    (re.compile(r"(?<=[a-z]{3})gt\.?n\b\.?"), "gatan"),
    (re.compile(r"(?<=[a-z]{3})gt\b\.?"), "gata"),
    (re.compile(r"(?<=[a-z]{3})v\.?n\b\.?"), "veien"),
    (re.compile(r"(?<=[a-z]{3})vg\b\.?"), "vagen"),
    (re.compile(r"(?<=[a-z]{3})stra?s?\b\.?(?=\s*\d)"), "strasse"),
    (re.compile(r"(?<=[a-z]{3})str\.(?=\s|$)"), "strasse"),
    (re.compile(r"(?<=[a-z]{3})pl\b\.?(?=\s*\d)"), "platz"),
)
# Kinds of street, standing alone before or after the name: "Rua Augusta" and "Augusta" are one street.
STREET_KINDS = _words(
    """street road avenue avenida boulevard bulevard bulevardul lane drive court square terrace crescent close gardens way place calle
    carrer carrera rua via viale corso vicolo piazza plaza praca praza rue quai chaussee cours impasse allee allees strasse weg platz
    gasse ring damm ufer laan straat plein gracht steenweg gate gata gatan veien vei vegen vagen vag gade vej alle katu tie kuja ulica
    ulice aleja aleje namesti trida utca ut ter korut strada soseaua calea aleea intrarea piata largo travessa alameda estrada paseo
    passeig ronda camino carretera avinguda ulitsa prospekt pereulok bulvar odos leoforos ielas iela gatve puiestee maantee tanav"""
)
# Words that introduce a flat, a floor, a stair or a door.
UNIT_WORDS = _words(
    """apt apto apartment apartament apartamento apartamentul appt appartement ap app flat unit suite ste room rm floor fl floors leil
    leilighet lgh lagenhet lgn lag asunto as huoneisto h hus opp oppg oppgang inng trapp tr trappor sal etg etasje vaning kerros krs
    wohnung whg wng top stiege stg tur eg og stock stk etage bte boite bus box b bat batiment esc escalier escalera porte pte puerta pta
    pt piso pis planta plta andar and interno int scala sc sca piano p bl bloc bloco blok bloque block et etaj m mieszkanie lok lokal
    lokale klatka kl byt patro poschodi em emelet ajto fsz kv kvartira korp korpus pod podezd etazh dpto depto departamento dep casa
    sala conj conjunto loja lj letra dor door interior exterior ext verdieping hoog huis no nr num numero numer cis number"""
)
NUMBER_WORDS = _words(
    """nr no n num numero numer number numarul n° # d dom haus hnr"""
)
COUNTRY_NAMES = _words(
    """norge norway noreg sverige sweden danmark denmark suomi finland island iceland deutschland germany osterreich austria schweiz suisse
    svizzera switzerland nederland netherlands holland belgie belgique belgium luxembourg france frankreich espana spain portugal italia
    italy ireland eire uk england scotland wales polska poland cesko czechia slovensko slovakia magyarorszag hungary romania bulgaria
    hrvatska croatia slovenija slovenia srbija serbia ellada greece kypros cyprus malta eesti estonia latvija latvia lietuva lithuania
    ukraina ukraine rossiya russia turkiye turkey usa us brasil brazil mexico colombia argentina chile peru"""
) | frozenset(["united kingdom", "great britain", "united states", "czech republic", "ceska republika", "northern ireland"])
# How each country writes its post code; `generic` is for an address whose country is not known.
POSTCODES = {
    **dict.fromkeys(["NO", "DK", "AT", "CH", "BE", "HU", "LU", "BG", "CY", "SI"], r"\d{4}"),
    **dict.fromkeys(["FI", "DE", "FR", "ES", "IT", "EE", "HR", "RS", "BA", "ME", "UA", "TR", "MX", "PE", "MC", "SM", "VA", "ES", "IC"], r"\d{5}"),
    **dict.fromkeys(["SE", "CZ", "SK", "GR"], r"\d{3} ?\d{2}"),
    **dict.fromkeys(["RO", "RU", "BY", "CO", "KZ", "MD"], r"\d{6}"),
    "PL": r"\d{2}-? ?\d{3}", "PT": r"\d{4}(?: ?- ?\d{3})?", "NL": r"\d{4} ?[a-z]{2}", "US": r"\d{5}(?:-\d{4})?", "BR": r"\d{5}-?\d{3}",
    "GB": r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", "IE": r"[a-z]\d[\dw] ?[a-z\d]{4}", "LV": r"lv-?\d{4}", "LT": r"lt-?\d{5}", "AR": r"[a-z]?\d{4}[a-z]{0,3}",
    "CL": r"\d{3} ?\d{4}", "IS": r"\d{3}", "MT": r"[a-z]{3} ?\d{4}",
    "generic": r"\d{5}-\d{3}|\d{4} ?- ?\d{3}|\d{2}-\d{3}|\d{3} \d{2}|[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]\d[\dw] ?[a-z\d]{4}|\d{4} [a-z]{2}|\d{5}-\d{4}|\d{4,6}",
}  # fmt: skip
