"""Advertised persons: adults who do not exist, with names, spellings, origins, features and a travel plan."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

COMMON = [
    "Anna",
    "Elena",
    "Maria",
    "Nina",
    "Sofia",
    "Bella",
    "Kim",
    "Lena",
    "Lily",
    "Mia",
    "Jade",
    "Eva",
    "Monica",
    "Luna",
    "Vanessa",
    "Diana",
    "Victoria",
    "Carla",
    "Bianca",
    "Alina",
    "Ioana",
    "Sandra",
    "Sara",
    "Julia",
    "Emma",
    "Natasha",
    "Melissa",
    "Paula",
    "Tina",
    "Valentina",
    "Angel",
    "Katya",
    "Isabella",
    "Laura",
    "Gabriela",
    "Rosa",
    "Ruby",
    "Chloe",
    "Jessica",
    "Irina",
    "Olga",
    "Camila",
    "Crystal",
    "Amber",
    "Grace",
    "Amanda",
    "Helena",
    "Jasmine",
    "Lola",
    "Nicole",
    "Kate",
    "Sasha",
    "Dasha",
    "Alexandra",
    "Karina",
    "Kristina",
    "Roxana",
    "Samantha",
    "Alice",
    "Eliza",
    "Ema",
    "Denisa",
    "Larisa",
    "Tania",
]
BY_ORIGIN: dict[str, list[str]] = {
    "RO": ["Ioana", "Andreea", "Raluca", "Mădălina", "Ștefania", "Cristina", "Daria", "Bianca", "Mihaela"],
    "BG": ["Ivana", "Desislava", "Viktoria", "Gergana", "Radka", "Мария", "Елена", "Десислава"],
    "BR": ["Thais", "Rafaela", "Juliana", "Fernanda", "Bruna", "Letícia", "Larissa", "Camila", "Tainá"],
    "CO": ["Valentina", "Luisa", "Daniela", "Catalina", "Alejandra", "Manuela", "Yesenia"],
    "TH": ["Fah", "Ploy", "Mali", "Noi", "Som", "Lek", "Nong", "Pim", "Kanya"],
    "RU": ["Katya", "Svetlana", "Natasha", "Oksana", "Анна", "Екатерина", "Yulia", "Ksenia", "Anastasia", "Мария"],
    "HU": ["Réka", "Kinga", "Zsófia", "Kitti", "Dóra", "Viki", "Nikoletta"],
    "CN": ["Mei", "Lily", "Yuki", "Lan", "Xia", "Coco", "Lin", "Yuan", "Amy"],
    "UA": ["Oksana", "Yana", "Olha", "Kateryna", "Iryna", "Юля", "Наталія"],
    "VE": ["Yuliana", "María", "Andrea", "Karla", "Oriana", "Génesis"],
    "NG": ["Blessing", "Joy", "Destiny", "Precious", "Favour", "Grace", "Gift"],
    "DO": ["Yohanna", "Rosa", "Altagracia", "Carolina", "Yissel"],
    "PL": ["Kasia", "Magda", "Ola", "Gosia", "Małgorzata", "Agnieszka", "Zuzanna"],
    "AL": ["Elira", "Arta", "Drita", "Besa"],
    "ES": ["Lucía", "Carmen", "Noelia", "Rocío"],
    "NO": ["Ingrid", "Silje", "Marte"],
    "SE": ["Elsa", "Linnéa", "Maja"],
    "CZ": ["Petra", "Tereza", "Lucie", "Klára"],
    "GR": ["Ελένη", "Μαρία", "Κατερίνα", "Σοφία"],
    "MD": ["Doina", "Natalia", "Corina", "Irina"],
    "FR": ["Chloé", "Léa", "Manon", "Inès"],
    "IT": ["Giulia", "Chiara", "Francesca"],
    "DE": ["Lea", "Sabrina", "Jana", "Mandy"],
    "PH": ["Angel", "Princess", "Joy", "Maricel"],
    "VN": ["Linh", "Mai", "Trang", "Thảo"],
}
ORIGINS = (
    ["RO"] * 11
    + ["BR"] * 9
    + ["BG"] * 7
    + ["CO"] * 7
    + ["TH"] * 5
    + ["RU"] * 5
    + ["MD", "HU", "UA", "VE"] * 4
    + ["CN", "ES", "NG", "DO", "PL", "AL", "SE", "NO", "CZ"] * 3
    + ["GR", "FR", "IT", "DE", "PH", "VN"] * 2
)
VARIANTS: dict[str, tuple[str, ...]] = {
    "Katya": ("Katia", "Katja", "Ekaterina", "Катя", "Kateryna"),
    "Maria": ("María", "Marija", "Мария", "Mariya", "Μαρία"),
    "Anna": ("Ana", "Annah", "Anya", "Анна", "Hanna"),
    "Elena": ("Helena", "Ellena", "Jelena", "Елена", "Yelena", "Ελένη"),
    "Sofia": ("Sophia", "Zsófia", "Sofiya", "Sofía", "София"),
    "Natasha": ("Natascha", "Natalia", "Наташа", "Natasja"),
    "Bella": ("Bela", "Isabella", "Bélla"),
    "Victoria": ("Viktoria", "Vika", "Wiktoria", "Viktorija"),
    "Julia": ("Yulia", "Giulia", "Julija", "Юля", "Iulia"),
    "Alexandra": ("Sasha", "Aleksandra", "Alessandra", "Sandra"),
    "Bianca": ("Bianka", "Byanca"),
    "Nicole": ("Nikol", "Nicol", "Nikole"),
    "Karina": ("Carina", "Karyna"),
    "Christina": ("Kristina", "Cristina"),
    "Kristina": ("Cristina", "Kristýna", "Christina"),
    "Yuki": ("Yukie", "Yuuki"),
    "Irina": ("Iryna", "Irena", "Ирина"),
    "Dasha": ("Daria", "Даша", "Darya"),
    "Lena": ("Lenka", "Léna", "Лена"),
    "Alina": ("Alyna", "Aline", "Алина"),
    "Vanessa": ("Vanesa", "Wanessa"),
    "Isabella": ("Isabela", "Izabella", "Isa"),
    "Gabriela": ("Gabriella", "Gaby"),
    "Jessica": ("Jesica", "Jessika"),
}
HAIR = ("blonde", "brown", "black", "red", "dark blonde")
EYES = ("brown", "blue", "green", "grey")
HONORIFICS = ("Miss {}", "{} ❤", "★{}★", "Lady {}", "{} XO", "Sweet {}", "{} 💋", "{} NEW", "Srta. {}", "Mrs {}")
WEIGHTS = tuple(1.0 / (rank + 4) for rank in range(len(COMMON)))


@dataclass(slots=True)
class Person:
    """One advertised adult of the market."""

    number: int
    name: str
    aliases: tuple[str, ...]
    origin: str
    age: int
    height: int
    weight: int
    hair: str
    eyes: str
    price: int = 1000  # of an hour, in whatever currency the ad names
    itinerary: list[tuple[str, int]] = field(default_factory=list)  # (country, city index) by week
    pictures: list[tuple[int, int]] = field(default_factory=list)  # (picture id, hash)
    contacts: list[tuple[str, str]] = field(default_factory=list)  # ("email", value) or ("handle", "telegram:value")


def spelling(rng: random.Random, name: str) -> str:
    """The name in another spelling: a known variant, or one letter doubled, dropped or swapped."""
    if name in VARIANTS and rng.random() < 0.8:
        return rng.choice(VARIANTS[name])
    at = rng.randrange(1, len(name)) if len(name) > 1 else 0
    return rng.choice(
        (
            name[:at] + name[at - 1] + name[at:],
            name[:at] + name[at + 1 :] if len(name) > 3 else name + "a",
            name + "h",
            name.upper(),
            name.lower(),
        )
    )


def person(rng: random.Random, number: int, alias_rate: float) -> Person:
    """A new person; common stage names are common."""
    origin = rng.choice(ORIGINS)
    name = rng.choice(BY_ORIGIN[origin]) if rng.random() < 0.35 else rng.choices(COMMON, WEIGHTS)[0]
    aliases = tuple(rng.choices(COMMON, WEIGHTS, k=rng.choice((1, 1, 2)))) if rng.random() < alias_rate else ()
    return Person(
        number,
        name,
        aliases,
        origin,
        min(60, max(18, int(rng.gauss(29, 6)))),
        round(rng.gauss(165, 6)),
        round(rng.gauss(57, 6)),
        rng.choice(HAIR),
        rng.choice(EYES),
        100 * rng.randint(5, 30),
    )


def presented(rng: random.Random, person: Person, pretence: float) -> Person:
    """The person as one ad presents them.

    With a pretence of 1, a quarter of the ads name another origin and a seventh other hair; age strays by two years, height by 1.5 cm.
    """
    if not pretence:
        return person
    name = rng.choice(person.aliases) if person.aliases and rng.random() < 0.3 * pretence else person.name
    return replace(
        person,
        name=name,
        origin=rng.choice(ORIGINS) if rng.random() < 0.24 * pretence else person.origin,
        age=max(18, person.age + round(rng.gauss(0, 2 * pretence))),
        height=person.height + round(rng.gauss(0, 1.5 * pretence)),
        hair=rng.choice(HAIR) if rng.random() < 0.17 * pretence else person.hair,
    )
