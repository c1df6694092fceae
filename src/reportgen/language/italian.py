"""Italian."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

_TENS: Final = "20 venti; 30 trenta; 40 quaranta; 50 cinquanta; 60 sessanta; 70 settanta; 80 ottanta; 90 novanta"
_ONES: Final = "1 uno; 2 due; 3 tre tré; 4 quattro; 5 cinque; 6 sei; 7 sette; 8 otto; 9 nove"
_TEENS: Final = (
    "10 dieci; 11 undici; 12 dodici; 13 tredici; 14 quattordici; 15 quindici; 16 sedici; 17 diciassette; 18 diciotto;"
    "19 diciannove"
)


def _under_thousand() -> dict[str, int]:
    """Return all numbers under a thousand, which Italian writes in one word; tens drop their vowel before one."""
    ones, tens = ({word: int(n) for word, n in counted(table).items()} for table in (_ONES, _TENS))
    below = ones | {word: int(n) for word, n in counted(_TEENS).items()} | tens
    below |= {(ten[:-1] if one[0] in "uo" else ten) + one: a + b for ten, a in tens.items() for one, b in ones.items()}
    hundreds = {"cento": 100} | {f"{one}cento": 100 * n for one, n in ones.items() if n > 1}
    return below | hundreds | {f"{c}{word}": a + b for c, a in hundreds.items() for word, b in below.items()}


_NUMBERS: Final = _under_thousand()

WORDS: Final = Words(
    numbers={word: n for word, n in _NUMBERS.items() if n > 1},
    articles=frozenset({"un", "uno", "una"}),
    joints=frozenset(),
    scales={
        "mille": 10**3,
        "mila": 10**3,
        "milione": 10**6,
        "milioni": 10**6,
        "miliardo": 10**9,
        "miliardi": 10**9,
        "bilione": 10**12,
        "bilioni": 10**12,
    },
    single=frozenset({"mille", "mila"}),
    glued="mila",
    half=frozenset({"mezzo", "mezza"}),
    and_half=frozenset({"e mezzo", "e mezza"}),
    point=frozenset({"virgola"}),
    parts={
        "terzo": 3,
        "terzi": 3,
        "quarto": 4,
        "quarti": 4,
        "quinto": 5,
        "quinti": 5,
        "decimo": 10,
        "decimi": 10,
    },
    halves=frozenset({"metà"}),
    times={
        r"raddopp\w+|doppi[oa]": Decimal(2),
        r"triplic\w+|triplo": Decimal(3),
        r"quadruplic\w+|quadruplo": Decimal(4),
        r"quintuplic\w+|quintuplo": Decimal(5),
        r"decuplic\w+": Decimal(10),
        r"dimezz\w+": Decimal("0.5"),
    },
    units={
        "per cento": "percent",
        "di euro": "EUR",
        "di dollari": "USD",
        "di lire": "ITL",
        "di rubli": "RUB",
        "di sterline": "GBP",
        "dollari": "USD",
        "dollaro": "USD",
        "rubli": "RUB",
        "sterline": "GBP",
        "lire": "ITL",
        "punti percentuali": "percentage points",
        "punto percentuale": "percentage points",
        "punti base": "basis points",
    },
    down=r"sce(?:s[oaie]|nd\w+|sero)|cal(?:o|i|at[oaie]|ava(?:no)?|ano|a|ò|arono|are|erà)|diminu\w+"
    r"|rid(?:ott\w+|uzion\w+|usse\w*|urr\w+|uc\w+)|cadut[oaei]|cadde(?:ro)?|cad(?:ono|e)|croll\w+|perdit[ae]"
    r"|pers[oaei]|perse(?:ro)?|perd(?:e|ono)|contra(?:tt[oaie]|zion\w+|rr\w+|e|gg\w+)|fless\w+|ribass\w+"
    r"|abbass\w+|declin\w+|decresc\w+|arretra\w+|tagli(?:o|at\w+|ò|ano|are|arono)?|meno|minor[ei]?|inferior[ei]"
    r"|negativ\w+|deficit|disavanz\w+|svaluta\w+|deprezza\w+|rallenta\w+|peggior\w+"
    r"|ced(?:ut[oaie]|e|ono|ette\w*|imento|imenti|eva\w*)|lasciat[oaie]|lasci(?:a|ò|ano|at[oaie] sul terreno)"
    r"|precipit\w+|assottigli\w+|scivol\w+|dimezza\w+|indebol\w+|affond\w+|fran(?:at[oaie]|a|ano|ò)|retroce\w+"
    r"|smarrit[oaie]|er(?:os\w+|od\w+)|affievol\w+|sforbicia\w+|decurt\w+|falcidi\w+|rimpicciol\w+|sgonfi\w+"
    r"|sfolt\w+|limat[oaie]|logor\w+|regress\w+|regred\w+|tracoll\w+|erosion[ei]|restring\w+|restrizion\w+"
    r"|abbatt\w+|conten(?:ut[oaie]|iment\w+)",
    up=r"aument\w+|cresc\w+|cresciut\w+|crebbe\w*|salit[oaei]|sal(?:e|gono|ì|irono|ire)|rialz\w+|increment\w+"
    r"|guadagn\w+|progre[sd]\w+|espan\w+|miglior\w+|avanz(?:o|i|at[oaie]|a|ano)?|più|maggior[ei]?|superior[ei]"
    r"|rafforz\w+|balz\w+|rincar\w+|lievit\w+|impenn\w+|raddopp\w+|triplic\w+|quadruplic\w+|moltiplic\w+"
    r"|apprezz\w+|rivalut\w+|elev\w+|innalz\w+|ampli\w+|accresc\w+|esplo[sd]\w+|volat[oaie]|schizz\w+|rimbalz\w+"
    r"|ripres[ae]|allarg\w+|acceler\w+|gonfi\w+|maggiora\w+|potenzi\w+|ingrand\w+|surplus|decoll\w+|risal\w+"
    r"|rigonf\w+|intensific\w+",
    less=r"(?:in |di )?meno|inferior[ei]|più bass[oaie]|di (?:calo|riduzione|flessione)",
    more=r"(?:in |di )?più|superior[ei]|di (?:aumento|crescita)",
    by=r"di|dell?[ao']|dello|del",
    level=r"a|al|all[ao']|ad|fino al?|da|dal|dall'|sotto (?:il|i)|sopra (?:il|i)|sotto|sopra",
    start=r"da|dal|dall'",
    hedge=r"circa|quasi|oltre|più di|meno di|quasi il|appena|almeno|solo|soltanto|un|il|l'|i|altri|intorno al?"
    r"|poco più di"
    r"|in media",
    came=r"è stat[oa] (?:di|del|dell')|fu (?:di|del|dell')|era (?:di|del|dell')|ha raggiunto(?: il)?"
    r"|raggiunse(?: il)?"
    r"|ammont\w+ (?:a|al)",
    bounds={
        "exact": r"esattamente|precisamente",
        "nearly": r"quasi|poco meno (?:di|del|dell')",
        "just over": r"poco più (?:di|del|dell')",
        "at most": r"al massimo|non più (?:di|del)|tutt'al più|un massimo di",
        "at least": r"almeno|non meno (?:di|del)|come minimo|un minimo di|perlomeno",
        "below": r"meno (?:di|del|dell')",
        "above": r"più (?:di|del|dell')|oltre",
        "about": r"circa|all'incirca|intorno a(?:l|i)?|pressappoco|approssimativamente",
        "over": r"sopra|al di sopra (?:di|del)",
        "under": r"sotto|al di sotto (?:di|del)",
        "up to": r"fino a(?:l|i)?",
    },
    rate=r"crescita|tasso|inflazione|ritmo|variazione",
    foreseen=r"previst\w+|preved\w+|attes[oaie]|pianificat\w+|programmat\w+|stimat\w+ per",
    short=r"art|artt|pag|pagg|p|pp|cap|ecc|es|n|nn|sig|dott|prof|vol|ed|cfr|mln|mld|mio|ca",
    common=frozenset(
        {"il", "di", "che", "è", "la", "le", "gli", "per", "con", "del", "della", "dei", "nel", "una", "sono", "non"}
    ),
    dates=DateWords(
        tag="it",
        nth=r"[oaº°ª]",
        of="dell'anno|del|dello|di|degli anni|degli|dell'",
        one="primo",
        ordinals=("prim[oa]", "second[oa]", "terz[oa]", "quart[oa]"),
        quarter="trimestr[ei]",
        half="(?:semestr[ei]|metà)",
        decade="anni #",
        century="#[ºo°]? secolo",
        seasons={"spring": "primavera", "summer": "estate", "autumn": "autunno", "winter": "inverno"},
        parts={
            "start of": "(?:all')?inizio(?: dell'anno| di| del| degli)?|inizi(?: del| degli| di)?",
            "early": "prim[io](?: anni| di)?",
            "mid": "(?:a )?metà(?: dell'anno| di| del| degli)?",
            "late": "tard[oi]",
            "end of": "(?:alla )?fine(?: dell'anno| di| del| degli)?",
        },
    ),
)
