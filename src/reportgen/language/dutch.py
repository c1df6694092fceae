"""Dutch."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

_SMALL: Final = counted(
    "2 twee; 3 drie; 4 vier; 5 vijf; 6 zes; 7 zeven; 8 acht; 9 negen; 10 tien; 11 elf; 12 twaalf; 13 dertien;"
    "14 veertien; 15 vijftien; 16 zestien; 17 zeventien; 18 achttien; 19 negentien"
)
_TENS: Final = counted("20 twintig; 30 dertig; 40 veertig; 50 vijftig; 60 zestig; 70 zeventig; 80 tachtig; 90 negentig")


def _under_thousand() -> dict[str, int]:
    """Return all numbers under a thousand, which Dutch writes in one word, "en" between ones and tens."""
    ones = {word: int(n) for word, n in _SMALL.items() if n < 10} | {"een": 1, "één": 1}
    below = {word: int(n) for word, n in (_SMALL | _TENS).items()}
    for one, a in ones.items():
        joint = "ën" if one.endswith("e") else "en"
        below |= {f"{one}{joint}{ten}": a + int(b) for ten, b in _TENS.items()}
    hundreds = {"honderd": 100} | {f"{one}honderd": 100 * a for one, a in ones.items() if a > 1}
    return (
        below
        | hundreds
        | {f"{c}{en}{w}": a + b for c, a in hundreds.items() for w, b in below.items() for en in ("", "en")}
    )


WORDS: Final = Words(
    numbers={**_under_thousand(), "anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5")},
    articles=frozenset({"een", "één"}),
    scales={"duizend": 10**3, "miljoen": 10**6, "miljard": 10**9, "biljoen": 10**12},
    single=frozenset({"duizend"}),
    glued="duizend",
    half=frozenset({"half", "halve"}),
    and_half=frozenset({"en half", "en halve", "en een half", "en een halve"}),
    point=frozenset({"komma"}),
    parts={"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "achtste": 8, "tiende": 10},
    halves=frozenset({"helft"}),
    units={
        "dollar": "USD",
        "roebel": "RUB",
        "gulden": "NLG",
        "pond": "GBP",
        "procentpunt": "percentage points",
        "procentpunten": "percentage points",
        "basispunten": "basis points",
    },
    down=r"da(?:al|len|alt|alde[n]?)|gedaald\w*|daling\w*|zak(?:te[n]?|ken|t)|gezakt|afnam(?:e|en)"
    r"|nam(?:en)? (?:[\w,%-]+ ){0,12}?af"
    r"|afgenomen|neemt (?:[\w,%-]+ ){0,12}?af|krimp\w*|kromp\w*|gekrompen|verminder\w*|verlaag\w*|verlaging|reduc\w+"
    r"|verlies|verliezen|verloor|verloren|terugval|viel(?:en)?|gevallen|liep(?:en)? (?:[\w,%-]+ ){0,12}?terug"
    r"|teruggelopen"
    r"|teruggang|achteruitgang|kort(?:te|ing\w*)|minder\w*|lager\w*|kleiner\w*|negatie\w+|min|tekort\w*"
    r"|slonk\w*|geslonken",
    up=r"stijg\w*|steeg|stegen|gestegen|toenam(?:e|en)|nam(?:en)? (?:[\w,%-]+ ){0,12}?toe|toegenomen"
    r"|neemt (?:[\w,%-]+ ){0,12}?toe"
    r"|groei\w*|gegroeid\w*|verhoog\w*|verhoging|winst\w*|won(?:nen)?|klom(?:men)?|geklommen|meer|hoger\w*"
    r"|groter\w*|plus"
    r"|overschot\w*|uitbreid\w*",
    less=r"minder\w*|lager\w*|kleiner\w*|daling|krimp|afname",
    more=r"meer|hoger\w*|groter\w*|stijging|groei|toename",
    by=r"met|van|om",
    level=r"tot|naar|op|van|uit op|onder(?: de)?|boven(?: de)?|bij",
    hedge=r"bijna|ongeveer|circa|ca\.?|ruim|zo'n|rond(?: de)?|meer dan|minder dan|krap|nauwelijks|slechts"
    r"|minstens|hooguit"
    r"|gemiddeld|nog eens|liefst|maar liefst|een",
    came=r"bedroeg|bedraagt|bedroegen|bereikte|was|kwam uit op",
    short=r"blz|p|pp|nr|nrs|art|dr|mr|prof|bijv|bv|d|w|z|o|a|enz|etc|ca|mln|mld|jl|resp|St|vgl|e|v",
    common=frozenset(
        {"de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "voor", "met", "zijn", "niet", "werd", "door"}
    ),
    dates=DateWords(
        tag="nl",
        nth="ste|de|e",
        of="van(?: het jaar)?",
        one="eerste",
        ordinals=("eerste", "tweede", "derde", "vierde|laatste"),
        quarter="kwarta(?:al|len)",
        half="(?:halfjaar|helft|half jaar|jaarhelft)",
        decade="jaren #",
        century="#(?:ste|de|e)? eeuw",
        seasons={"spring": "(?:voorjaar|lente)", "summer": "zomer", "autumn": "(?:najaar|herfst)", "winter": "winter"},
        parts={
            "start of": "(?:het )?begin(?: van(?: het jaar| de)?)?",
            "early": "vroege?",
            "mid": "(?:midden|medio|halverwege|half)(?: van(?: de)?)?(?: de)?",
            "late": "late",
            "end of": "(?:het )?(?:eind|einde|ultimo)(?: van(?: het jaar| de)?)?",
        },
        forms={"mrt": 3},
    ),
)
