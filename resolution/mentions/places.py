"""Cities as keys: `NO/oslo`, whatever language the ad names the city in, and how far apart two of them are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from resolution.mentions.characters import plain
from resolution.mentions.city_countries import COUNTRY_OF

# City names that languages write too differently for rules; the first is the key.
_EXONYMS = """
kobenhavn kopenhagen copenhagen kopenhamn koebenhavn copenhague copenaghen kopenhaga koppenhaga kaupmannahofn cph
aarhus arhus | goteborg gothenburg goteburg gotenburg gotemburgo goetheborg gbg | malmo malmoe | helsinki helsingfors hki | turku abo | tampere tammerfors
espoo esbo | vantaa vanda | oulu uleaborg | pori bjorneborg | vaasa vasa | lahti lahtis | stockholm estocolmo stoccolma sztokholm sthlm tukholma
oslo christiania | trondheim trondhjem | reykjavik reikiavik | tallinn reval talinn | riga ryga | vilnius vilna wilno | kaunas kowno
wien vienna vienne viena bec wieden viden becs dunaj | munchen munich muenchen monaco-di-baviera monachium mnichov muncher | koln cologne koeln colonia kolonia keulen
nurnberg nuremberg nuernberg norimberga | frankfurt frankfurt-am-main francfort francoforte frankfurt-main ffm | hannover hanover | hamburg hambourg amburgo hamburgo
berlin berlino | dusseldorf duesseldorf | zurich zuerich zurigo | geneve geneva genf ginevra ginebra genebra | basel bale basilea basle | bern berne berna
luzern lucerne lucerna | lausanne losanna | salzburg salisburgo | aachen aix-la-chapelle aquisgrana aken | mainz mayence magonza | trier treves treviri
paris parigi pariisi paryz pariz parijs | marseille marseilles marsiglia marsella | nice nizza niza | lyon lione lyons | strasbourg strassburg strasburgo estrasburgo
bordeaux burdeos | lille rijsel | toulouse tolosa | bruxelles brussels brussel brussel bruselas bruxelas bryssel bruksela brusel | antwerpen antwerp anvers amberes anversa
gent ghent gand gante | brugge bruges brujas | liege luik luttich | den-haag the-hague s-gravenhage la-haye haag la-haya den-hague | amsterdam amesterdao
luxembourg luxemburg lussemburgo luxemburgo | birmingham bham brum | london londres londra londen lontoo londyn | dublin dublino | edinburgh edimbourg edimburgo | roma rome rom rim rzym
milano milan mailand milao miláno mediolan | napoli naples neapel napoles | firenze florence florenz florencia | venezia venice venedig venise venecia | torino turin
genova genoa genua genes | bologna bolonia bologne | padova padua | bolzano bozen | trento trient | verona verone | siracusa syracuse | lisboa lisbon lisbonne lissabon lisbona
porto oporto | madrid madryt | barcelona barcelone barcellona | sevilla seville siviglia | zaragoza saragossa saragosse | bilbao bilbo
san-sebastian donostia | palma palma-de-mallorca | a-coruna la-coruna coruna | gran-canaria las-palmas las-palmas-de-gran-canaria | praha prague prag praga | brno brunn
ostrava ostrau | plzen pilsen | bratislava pressburg pozsony | kosice kaschau kassa | budapest budapeszt | warszawa warsaw warschau varsavia varsovia varsovie varsova
krakow cracow krakau cracovia cracovie | gdansk danzig | wroclaw breslau | poznan posen | lodz lodsch | szczecin stettin | katowice kattowitz | torun thorn
bucuresti bucharest bukarest bucarest bucarest bukareszt | timisoara temesvar | cluj-napoca cluj klausenburg kolozsvar | brasov kronstadt | iasi jassy | constanta konstanza
sofia sofija sofiya | plovdiv philippopolis | beograd belgrade belgrad belgrado | zagreb agram zagabria | ljubljana laibach lubiana | rijeka fiume | split spalato
athina athens athen athenes atene atenas athinai ateny | thessaloniki salonica saloniki salonika thessalonike | peiraias piraeus pireas pireo | lefkosia nicosia nikosia
istanbul constantinople estambul stambul stamboul | ankara angora | izmir smyrna | moskva moscow moskau moscou moscu mosca moskwa | sankt-peterburg saint-petersburg st-petersburg spb petersburg
 kyiv kiev kiew kyjev kijow kiiv | odesa odessa | lviv lvov lwow lemberg leopoli | kharkiv kharkov charkiv | dnipro dnepr dnipropetrovsk | chisinau kishinev | minsk mensk
new-york new-york-city nyc nueva-york | los-angeles la | san-francisco sf | washington washington-dc | mexico ciudad-de-mexico mexico-city cdmx | sao-paulo san-pablo sp
rio-de-janeiro rio | brasilia | buenos-aires caba | ho-chi-minh-city saigon | bangkok krung-thep | beijing peking | kairo cairo le-caire al-qahira | dubai doubai
""".replace("\n", " | ")
_SHORT = {
    key: forms.split()[0] for forms in _EXONYMS.split("|") if forms.strip() for key in forms.split()[1:]
}  # a later line never overrides its own first form
_DIGRAPHS = (("oe", "o"), ("ae", "a"), ("aa", "a"), ("ue", "u"))
_SUFFIX = re.compile(
    r"(?:-(?:city|centrum|sentrum|center|centre|centro|centrum|keskusta|stad|kommune|kommun|by|mitte|innenstadt|zentrum|nord|syd|ost|vest|north|south|east|west|area|omegn|og-omegn|"
    r"metro|region|nv|sv|so|k|n|s|v|o|c)|-\d+(?:e|eme|er)?)+$"
)
_PREFIX = re.compile(r"^(?:\d{3,6}-|greater-|stor-|grossraum-|central-|downtown-|city-of-|area-)")
_SPLIT = re.compile(r"\s*[/,(|;].*$")
_LONGEST = 200  # characters of a city that are read
_EARTH_KM = 6371.0


@lru_cache(maxsize=65536)
def city(name: str) -> str:
    """The city's name folded, without district words and in its local language as far as known."""
    name = name[:_LONGEST]
    folded = re.sub(r"[^a-z0-9]+", "-", plain(_SPLIT.sub("", name) or name)).strip("-")
    bare = _SUFFIX.sub("", _PREFIX.sub("", folded)) or folded
    known = _SHORT.get(bare) or _SHORT.get(folded)
    if known:
        return known
    for long, short in _DIGRAPHS:
        bare = bare.replace(long, short)
    return _SHORT.get(bare, bare)


def country_of(name: str | None) -> str:
    """The country of a larger city, "" where the name says nothing."""
    return COUNTRY_OF.get(city(name), "") if name else ""


def key(country: str | None, name: str | None) -> str:
    """The place key of a city in a country, "" if no city is given: `NO/oslo`."""
    folded = city(name) if name else ""
    return f"{country or ''}/{folded}" if folded else ""


def distance_km(left: str, right: str, coordinates: Mapping[str, tuple[float, float]]) -> float | None:
    """The great-circle distance between two place keys, None where a coordinate is missing."""
    if left == right:
        return 0.0
    if left not in coordinates or right not in coordinates:
        return None
    (lat_l, lon_l), (lat_r, lon_r) = (tuple(map(math.radians, coordinates[place])) for place in (left, right))
    inner = math.sin((lat_r - lat_l) / 2) ** 2 + math.cos(lat_l) * math.cos(lat_r) * math.sin((lon_r - lon_l) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))
