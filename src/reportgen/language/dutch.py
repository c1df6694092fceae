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
    times={
        r"verdubbel\w*|dubbele?": Decimal(2),
        r"verdrievoud\w*|driedubbele?": Decimal(3),
        r"verviervoud\w*": Decimal(4),
        r"vervijfvoud\w*": Decimal(5),
        r"vertienvoud\w*": Decimal(10),
        r"halveer\w*|gehalveerd|halver\w*": Decimal("0.5"),
    },
    units={
        "dollar": "USD",
        "roebel": "RUB",
        "gulden": "NLG",
        "pond": "GBP",
        "procentpunt": "percentage points",
        "procentpunten": "percentage points",
        "basispunten": "basis points",
    },
    down=r"daal\w*|daling\w*|gedaald\w*|dal(?:en|ing\w*)|(?:ineen)?gezakt|zak(?:te|ten|t|ken)|kr[io]mp\w*|gekrompen"
    r"|(?:in)?krimp\w*|(?:ineen)?gekrompen|terug(?:gevallen|gelopen|gegaan|gebracht|val|gang|loop)\w*|afgenomen"
    r"|afname\w*|verminder\w*|verlaag\w*|verlag\w*|verlo(?:or|ren)|verlie\w*|inge(?:leverd|stort|zakt)"
    r"|inlever\w*|instort\w*|achteruitgang|kelder(?:de|den)|gekelderd|tuimel\w*|getuimeld|verzwak\w*"
    r"|(?:af)?zwakt\w*|afzwakk\w*|bezuinig\w*|afge(?:bouwd|zwakt|gleden|waardeerd)|afbouw\w*|halveer\w*"
    r"|halver\w*|gehalveerd|minderde\w*|slonk(?:en)?|geslonken|slink\w*|reduce\w*|gereduceerd|reductie\w*"
    r"|duikel\w*|gedoken|devalu\w*|(?:waarde|prijs)daling\w*|waardeverlies|bekoel\w*|vertraag\w*|vertrag\w*"
    r"|tekort\w*|lager\w*|minder|kleiner|schrap(?:te|ten|t|pen)|geschrapt|korting\w*|kort(?:te|ten)|gekort"
    r"|inzinking\w*|min(?!\w)|slechter|goedkoper|omlaag|verslechter\w*|inge(?:kort|krompen|boet)|verval|inzak\w*"
    r"|viel(?:en)?(?= )|terugloop",
    up=r"ste(?:eg|gen)|stijg\w*|gestegen|(?:prijs|waarde)?stijging\w*|groei\w*|gegroeid\w*|(?:aan)gegroei\w*"
    r"|aan(?:groei|was)\w*|toegenomen|toename\w*|verhoog\w*|verhog\w*|kl[io]m(?:men|t)?|geklommen|won(?:nen)?"
    r"|gewonnen|winst\w*|vermeerder\w*|vooruitgang|hoger\w*|meer|verdubbel\w*|verdrievoud\w*|verviervoud\w*"
    r"|uitbreid\w*|uitgebreid\w*|opgelopen|aangetrokken|opwaard\w*|(?:op|aan)gewaardeerd|verbeter\w*|versterk\w*"
    r"|versnel\w*|spr(?:ong|ongen)|gesprongen|vergro(?:ot|te|tte|ting)\w*|overschot\w*|expans\w*|expand\w*"
    r"|opmars|oplev\w*|opslag|toegevoegd|verruim\w*|omhoog|groter|plus|duurder|steviger|hersteld",
    split_down={
        "terug": r"viel(?:en)?|valt|liep(?:en)?|loopt|ging(?:en)?|gaat|bracht\w*|schroefd\w*",
        "af": r"nam(?:en)?|neemt|nemen|bouwd?\w*|bouwt|gleed|gleden|zwakt\w*|viel(?:en)?",
        "toe": r"gaf|gaven|geeft",
        "in": r"leverd?\w*|levert|stortt?\w*|kromp(?:en)?|zakt\w*|boett?\w*|kortt?\w*",
        "achteruit": r"ging(?:en)?|gaat|gaan",
        "omlaag": r"ging(?:en)?|gaat|gaan|bracht\w*",
        "naar beneden": r"ging(?:en)?|gaat",
        "achter": r"bleef|bleven|blijft",
    },
    split_up={
        "toe": r"nam(?:en)?|neemt|nemen|voegd?\w*",
        "omhoog": r"ging(?:en)?|gaat|gaan|schoot|schoten|bracht\w*",
        "vooruit": r"ging(?:en)?|gaat|gaan",
        "uit": r"breidd?\w*|breidt",
        "op": r"liep(?:en)?|loopt|lopen|dreef|dreven|herstelde\w*",
        "aan": r"trok(?:ken)?|trekt|groeid\w*|groeit",
    },
    less=r"minder|lager\w*|kleiner"
    r"|onder (?:het|de) (?:\w+ ){0,2}?(?:niveau|peil|vorig\w*|jaar|gemiddelde|plan|doel\w*)",
    more=r"meer|hoger\w*|groter|boven (?:het|de) (?:\w+ ){0,2}?(?:niveau|peil|vorig\w*|jaar|gemiddelde|plan|doel\w*)",
    by=r"met|van|om",
    level=r"tot|naar|op|van|uit op|onder(?: de)?|boven(?: de)?|bij",
    start=r"van",
    hedge=r"bijna|ongeveer|circa|ca\.?|ruim|zo'n|rond(?: de)?|meer dan|minder dan|krap|nauwelijks|slechts"
    r"|minstens|hooguit"
    r"|gemiddeld|nog eens|liefst|maar liefst|een",
    came=r"bedroeg|bedraagt|bedroegen|bereikte|was|kwam uit op",
    bounds={
        "exact": r"precies|exact",
        "nearly": r"bijna|haast|net geen|krap|nagenoeg|iets minder dan",
        "just over": r"ruim|iets meer dan|iets boven",
        "at most": r"hoogstens|ten hoogste|maximaal|niet meer dan|hooguit",
        "at least": r"minstens|ten minste|tenminste|minimaal|niet minder dan|op zijn minst",
        "below": r"minder dan",
        "above": r"meer dan",
        "about": r"ongeveer|circa|ca\.|zo'n|rond(?: de)?|om en nabij(?: de)?",
        "over": r"boven(?: de)?|over(?: de)?",
        "under": r"onder(?: de)?|beneden(?: de)?",
        "up to": r"tot wel|tot maximaal",
    },
    rate=r"groei|\w*percentage|inflatie|tempo|\w*groei",
    foreseen=r"gepland\w*|verwacht\w*|voorzien\w*|geraamd\w*|beoogd\w*|naar verwachting",
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
