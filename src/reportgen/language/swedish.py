"""Swedish."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

_SMALL: Final = counted(
    "2 två; 3 tre; 4 fyra; 5 fem; 6 sex; 7 sju; 8 åtta; 9 nio; 10 tio; 11 elva; 12 tolv; 13 tretton; 14 fjorton;"
    "15 femton; 16 sexton; 17 sjutton; 18 arton; 19 nitton"
)
_TENS: Final = counted("20 tjugo; 30 trettio; 40 fyrtio; 50 femtio; 60 sextio; 70 sjuttio; 80 åttio; 90 nittio")


def _under_thousand() -> dict[str, int]:
    """Return all numbers under a thousand, which Swedish writes in one word."""
    ones = {word: int(n) for word, n in _SMALL.items() if n < 10} | {"en": 1, "ett": 1}
    below = {word: int(n) for word, n in (_SMALL | _TENS).items()}
    below |= {f"{ten}{one}": int(b) + a for ten, b in _TENS.items() for one, a in ones.items()}
    hundreds = {"hundra": 100} | {f"{one}hundra": 100 * a for one, a in ones.items() if one != "en"}
    return below | hundreds | {f"{c}{word}": a + b for c, a in hundreds.items() for word, b in below.items()}


WORDS: Final = Words(
    numbers=_under_thousand(),
    articles=frozenset({"en", "ett"}),
    joints=frozenset({"och"}),
    scales={
        "tusen": 10**3,
        "miljon": 10**6,
        "miljoner": 10**6,
        "miljard": 10**9,
        "miljarder": 10**9,
        "biljon": 10**12,
        "biljoner": 10**12,
        "mdr": 10**9,
    },
    single=frozenset({"tusen"}),
    glued="tusen",
    half=frozenset({"halv", "halva", "halvt"}),
    and_half=frozenset({"och halv", "och halvt", "och en halv", "och ett halvt"}),
    point=frozenset({"komma"}),
    parts={
        "tredjedel": 3,
        "tredjedelar": 3,
        "fjärdedel": 4,
        "fjärdedelar": 4,
        "kvart": 4,
        "femtedel": 5,
        "femtedelar": 5,
        "tiondel": 10,
        "tiondelar": 10,
    },
    halves=frozenset({"hälften"}),
    times={
        r"fördubbl\w+|dubbl\w+|dubbelt": Decimal(2),
        r"tredubbl\w+": Decimal(3),
        r"fyrdubbl\w+": Decimal(4),
        r"halver\w+": Decimal("0.5"),
    },
    units={
        "dollar": "USD",
        "rubel": "RUB",
        "kronor": "SEK",
        "mkr": "million SEK",
        "mdkr": "mrd SEK",
        "kr": "SEK",
        "pund": "GBP",
        "procentenhet": "percentage points",
        "procentenheter": "percentage points",
        "räntepunkter": "basis points",
    },
    down=r"sjönk|sjunk\w+|sänk\w+|minsk\w+|föll|fall(?:it|er|a|et)?|nedgång\w*|avtog|avta\w+|krymp\w+"
    r"|reducer\w+|förlor\w+"
    r"|förlust\w*|tapp(?:ade|at|ar|et)?|gick (?:[\w,%-]+ ){0,8}?(?:ner|ned|tillbaka)|tillbakagång\w*|dämp\w+"
    r"|försvag\w+"
    r"|mindre|lägre|färre|minus|underskott\w*|negativ\w*|sämre|ras(?:ade|at|et)?",
    up=r"ök(?:ade|at|ar|a|ning\w*|ande)|steg|stig(?:it|er|a|ande)|tillväxt\w*|väx(?:te|t|er|a)|uppgång\w*"
    r"|höj\w+|tillto[gk]\w*"
    r"|vinst\w*|vann|mer|mera|högre|större|fler|flera|plus|överskott\w*|gick (?:[\w,%-]+ ){0,8}?(?:upp|framåt)"
    r"|klättra\w*",
    less=r"mindre|lägre|färre|minskning|nedgång",
    more=r"mera?|högre|större|fler|ökning|uppgång",
    by=r"med|på",
    level=r"till|från|under|över|vid|på",
    start=r"från",
    hedge=r"omkring|ca\.?|cirka|nästan|knappt|drygt|mer än|mindre än|över|under|minst|högst|bara|endast|hela"
    r"|ytterligare"
    r"|i genomsnitt|runt|ungefär",
    came=r"var på|uppgick till|uppgår till|blev|nådde|är på|låg på|var|utgjorde",
    bounds={
        "exact": r"exakt|precis",
        "nearly": r"nästan|knappt|närmare|strax under",
        "just over": r"drygt|strax över|lite mer än",
        "at most": r"högst|som mest|maximalt|inte mer än",
        "at least": r"minst|åtminstone|inte mindre än",
        "below": r"mindre än|färre än",
        "above": r"mer än|fler än",
        "about": r"omkring|cirka|ca\.?|ungefär|runt|kring",
        "over": r"över",
        "under": r"under",
        "up to": r"upp till",
    },
    rate=r"tillväxt\w*|takt\w*|inflation\w*|förändring\w*",
    foreseen=r"planera\w+|förvänta\w+|väntas|beräknas|prognos\w*",
    short=r"t|ex|bl|a|ca|nr|kr|s|jfr|kap|dvs|osv|m|fl|d|v|s|resp|inkl|milj|mdr|st|f|o",
    common=frozenset(
        {"och", "att", "det", "som", "är", "av", "för", "på", "med", "den", "till", "inte", "ett", "om", "har", "från"}
    ),
    dates=DateWords(
        tag="sv",
        nth=":?[ae]",
        of="(?:år|av|i)",
        one="första",
        ordinals=("första", "andra", "tredje", "fjärde|sista"),
        quarter="kvartal(?:et|en)?",
        half="(?:halvår(?:et)?|hälften(?: av)?)",
        decade="#-tal(?:et|ets|en)?",
        century="#(?:00-talets?|:e århundradets?)",
        seasons={"spring": "vår(?:en)?", "summer": "sommar(?:en)?", "autumn": "höst(?:en)?", "winter": "vinter(?:n)?"},
        parts={
            "start of": "(?:i )?(?:början|inledningen)(?: av)?",
            "early": "(?:det )?tidiga",
            "mid": "(?:i )?mitten(?: av)?",
            "late": "(?:det )?sena",
            "end of": "(?:i )?(?:slutet|utgången)(?: av)?",
        },
    ),
)
