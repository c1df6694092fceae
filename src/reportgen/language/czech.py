"""Czech."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted, forms

WORDS: Final = Words(
    numbers=counted(
        "1 jeden jedna jedno jednoho jedné jednu; 1.5 půldruhého; 2 dva dvě dvou dvěma; 3 tři tří třem; 4 čtyři čtyř"
        " čtyřem; 5 pět pěti; 6 šest šesti; 7 sedm sedmi; 8 osm osmi; 9 devět devíti; 10 deset deseti;"
        "11 jedenáct jedenácti; 12 dvanáct dvanácti; 13 třináct třinácti; 14 čtrnáct čtrnácti; 15 patnáct patnácti;"
        "16 šestnáct šestnácti; 17 sedmnáct sedmnácti; 18 osmnáct osmnácti; 19 devatenáct devatenácti;"
        "20 dvacet dvaceti; 30 třicet třiceti; 40 čtyřicet čtyřiceti; 50 padesát padesáti; 60 šedesát šedesáti;"
        "70 sedmdesát sedmdesáti; 80 osmdesát osmdesáti; 90 devadesát devadesáti; 100 sto sta set stě"
    ),
    scales={
        **forms("tis tisíc tisíce tisíců tisícům", 10**3),
        **forms("mil milion milión miliony milióny milionů miliónů milionu miliónu", 10**6),
        **forms("miliarda miliardy miliard miliardu", 10**9),
        **forms("bilion bilión biliony bilionů biliónů", 10**12),
    },
    single=frozenset({"tisíc", "milion", "milión", "miliarda", "miliardu"}),
    half=frozenset({"půl"}),
    half_of="půl",
    and_half=frozenset({"a půl"}),
    point=frozenset({"celých", "celé", "celá"}),
    parts={
        "třetiny": 3,
        "třetina": 3,
        "čtvrtiny": 4,
        "čtvrtina": 4,
        "pětiny": 5,
        "pětina": 5,
        "desetiny": 10,
        "desetina": 10,
        "desetin": 10,
        "setin": 100,
    },
    halves=frozenset({"polovina", "polovinu", "poloviny"}),
    times={
        r"zdvojnás\w+|dvojnás\w+": Decimal(2),
        r"ztrojnás\w+|trojnás\w+": Decimal(3),
        r"čtyřnás\w+": Decimal(4),
        r"pětinás\w+": Decimal(5),
        r"desetinás\w+": Decimal(10),
    },
    units={
        "dolarů": "USD",
        "dolary": "USD",
        "dolar": "USD",
        "rublů": "RUB",
        "korun": "CZK",
        "koruny": "CZK",
        "kč": "CZK",
        "eur": "EUR",
        "liber": "GBP",
        **forms("procento procenta procent procentu procentní procentního", "percent"),
        "p b": "percentage points",
        "procentní bod": "percentage points",
        "procentní body": "percentage points",
        "procentního bodu": "percentage points",
        "procentních bodů": "percentage points",
    },
    down=r"kles\w+|pokles\w*|sníž\w+|sniž\w+|zmenš\w+|ubyl\w*|úby(?:tek|tk\w+)|propa[dl]\w*|ztrat\w+|ztrác\w+"
    r"|ztrát\w+|ome[zj]\w+"
    r"|zkrác\w+|zkrátil\w*|reduk\w+|spad\w+|zhorš\w+|oslab\w+|zlevn\w+|zpomal\w+|klesaj\w+|nižš\w+|níže|méně"
    r"|míň|menš\w+"
    r"|minus|záporn\w+|schod\w+|deficit\w*|škrt\w+",
    up=r"vzrost\w+|vzrůst\w*|růst\w*|rost\w+|narost\w+|nárůst\w*|stoup\w+|zvýš\w+|zvyš\w+|zvětš\w+"
    r"|přib(?:yl\w*|ývá)|přírůst\w+"
    r"|posíl\w+|zdraž\w+|vyšš\w+|výše|více|víc|větš\w+|plus|přebyt\w+|zisk\w*",
    less=r"méně|nižš\w+|menš\w+|níže",
    more=r"více|víc|vyšš\w+|větš\w+",
    by=r"o",
    level=r"na|k|ke|z|ze|od|do|pod|nad|ve výši",
    start=r"z|ze|od",
    hedge=r"asi|zhruba|přibližně|téměř|skoro|necel\w+|více než|méně než|přes|kolem|okolo|nejméně|nejvýše|jen"
    r"|pouze|dalších"
    r"|v průměru|cca|celých|plných",
    came=r"činil[aoy]?|činí|dosáhl[aoy]?|byl[aoy]?|představoval[aoy]?",
    bounds={
        "exact": r"přesně|rovných",
        "nearly": r"téměř|skoro|necel\w+|bezmála|o něco méně než",
        "just over": r"o něco více než|lehce přes|něco přes",
        "at most": r"nejvýše|maximálně|nanejvýš|ne více než",
        "at least": r"nejméně|alespoň|aspoň|minimálně|ne méně než",
        "below": r"méně než|míň než",
        "above": r"více než|víc než|přes",
        "about": r"asi|zhruba|přibližně|kolem|okolo|cca",
        "over": r"nad",
        "under": r"pod",
        "up to": r"až",
    },
    rate=r"růst\w*|temp[oa]|inflac\w*|mír[ay]|změn[ay]",
    foreseen=r"plánovan\w+|očekáv\w+|předpokl\w+|prognóz\w+",
    short=r"p|b|r|tis|mil|mld|bil|č|čl|s|str|tj|tzn|např|resp|apod|atd|kap|odst|sv|sb|popř|cca|hl|\d{1,2}",
    common=frozenset(
        {
            "a",
            "v",
            "se",
            "na",
            "je",
            "že",
            "z",
            "do",
            "to",
            "ve",
            "by",
            "jsou",
            "byl",
            "pro",
            "při",
            "byla",
            "které",
            "roku",
        }
    ),
    dates=DateWords(
        tag="cs",
        nth=r"\.",
        of=r"roku|r\.|v roce",
        one="prvního",
        ordinals=(r"prvn\w+", r"druh\w+", r"třet\w+", "čtvrt(?:é|ého|ém|ý)"),
        quarter=r"(?:čtvrtletí\w*|kvartál\w*|čtvrtlet\w+)",
        half=r"(?:polole\w+|polovin\w+)",
        decade=r"#\. ?(?:léta|letech|let)",
        century=r"#\. ?(?:stolet\w+|st\.)",
        seasons={"spring": "ja(?:ro|ře|ra)", "summer": "lét(?:o|ě)", "autumn": r"podzim\w*", "winter": "zim[aěuy]"},
        parts={
            "start of": r"(?:na )?začát(?:ek|k\w+)|počát(?:ek|k\w+)",
            "early": "(?!)",
            "mid": r"(?:v )?polovin\w+|v půli",
            "late": "(?!)",
            "end of": r"(?:na |do )?kon(?:ec|c\w+)|závěr\w*",
        },
        forms={"červenci": 7, "prosinci": 12},
    ),
)
