"""Polish."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted, forms

WORDS: Final = Words(
    numbers=counted(
        "1 jeden jedna jednego jednej; 1.5 półtora półtorej; 2 dwa dwie dwóch dwu dwaj dwom dwoma;"
        "3 trzy trzech trzej trzem; 4 cztery czterech czterem; 5 pięć pięciu; 6 sześć sześciu; 7 siedem siedmiu;"
        "8 osiem ośmiu; 9 dziewięć dziewięciu; 10 dziesięć dziesięciu; 11 jedenaście jedenastu; 12 dwanaście dwunastu;"
        "13 trzynaście trzynastu; 14 czternaście czternastu; 15 piętnaście piętnastu; 16 szesnaście szesnastu;"
        "17 siedemnaście siedemnastu; 18 osiemnaście osiemnastu; 19 dziewiętnaście dziewiętnastu;"
        "20 dwadzieścia dwudziestu; 30 trzydzieści trzydziestu; 40 czterdzieści czterdziestu;"
        "50 pięćdziesiąt pięćdziesięciu; 60 sześćdziesiąt sześćdziesięciu; 70 siedemdziesiąt siedemdziesięciu;"
        "80 osiemdziesiąt osiemdziesięciu; 90 dziewięćdziesiąt dziewięćdziesięciu; 100 sto stu; 200 dwieście dwustu;"
        "300 trzysta trzystu; 400 czterysta czterystu; 500 pięćset pięciuset; 600 sześćset sześciuset;"
        "700 siedemset siedmiuset; 800 osiemset ośmiuset; 900 dziewięćset dziewięciuset"
    ),
    scales={
        **forms("tysiąc tysiąca tysiące tysięcy tysiącom", 10**3),
        **forms("milion miliona miliony milionów milionom", 10**6),
        **forms("miliard miliarda miliardy miliardów miliardom", 10**9),
        **forms("bln bilion biliona biliony bilionów", 10**12),
    },
    single=frozenset({"tysiąc", "milion", "miliard", "bilion"}),
    half=frozenset({"pół"}),
    and_half=frozenset({"i pół"}),
    point=frozenset({"przecinek"}),
    parts={"trzecie": 3, "trzecia": 3, "czwarte": 4, "czwarta": 4, "piąte": 5, "piąta": 5, "dziesiąte": 10},
    halves=frozenset({"połowa", "połowę", "połowy"}),
    times={
        r"podw(?:oi|ój|aja)\w*|dwukrotn\w+": Decimal(2),
        r"potr(?:oi|ój|aja)\w*|trzykrotn\w+": Decimal(3),
        r"czterokrotn\w+": Decimal(4),
        r"pięciokrotn\w+": Decimal(5),
        r"dziesięciokrotn\w+": Decimal(10),
    },
    units={
        "dolarów": "USD",
        "dolary": "USD",
        "dolara": "USD",
        "rubli": "RUB",
        "hrywien": "UAH",
        "proc": "percent",
        "procent": "percent",
        **forms("procentowy procentowa procentowe procentowego procentowej", "percent"),
        "złote": "PLN",
        "pkt proc": "percentage points",
        "punktu procentowego": "percentage points",
        "punkty procentowe": "percentage points",
        "punktów procentowych": "percentage points",
    },
    down=r"spad\w*|obniż\w*|zmniejsz\w*|zmala\w*|maleje\w*|mala(?:ł|j)\w*|skurczy\w*|kurczy\w*|stra(?:ci|t)\w*"
    r"|utra[tc]\w*|reduk\w*|zredukow\w*|ogranicz\w*|ciec\w*|cięci\w*|załam\w*|ubyt\w*|uby(?:ł|w)\w*|deficyt\w*"
    r"|niższ\w*|niżej|mniej\w*|minus|ujemn\w*|osłab\w*|potani\w*|tania\w*|tanieje|runą\w*|runę\w*|stopni\w*"
    r"|topni\w*|uszczupl\w*|ści(?:ę|ą)t\w*|ści[nę]\w*|obci(?:ę|ą|na)\w*|zwolni\w*|s?powolni\w*|w dół|dewalua\w*"
    r"|deprecja\w*|zjecha\w*|tąpn\w*|przecen\w*|pogorsz\w*|zuboż\w*|zwęzi\w*|zwęż\w*|zanik\w*|odpływ\w*"
    r"|skróci\w*|regres\w*|cofn\w*|okroi\w*|okroj\w*|opad(?:ł|a|ł)\w*|zsze(?:dł|dł)\w*|zeszł\w*|pomniejsz\w*"
    r"|schudł\w*|gorsz\w*|dołow\w*",
    up=r"wzr[oóa]s\w*|ros(?:ną|ł)\w*|rósł|rośnie|u?r[oó]sł\w*|zwiększ\w*|podni[eo]s\w*|podniós\w*|podwyż\w*"
    r"|przyro\w*|nadwyż\w*|wyższ\w*|wyżej|więcej|większ\w*|plus|podroż\w*|zdroż\w*|droż\w*|podskocz\w*|skok\w*"
    r"|umocni\w*|zysk\w*|podw[oó]\w*|potr[oó]\w*|pomnoż\w*|poprawi\w*|popraw\w*|rozszerz\w*|powiększ\w*"
    r"|przyby\w*|przyspiesz\w*|wzmocni\w*|w górę|ekspans\w*|rozr[oó]s\w*|wystrzeli\w*|wspi[ąę]\w*"
    r"|odbi(?:ł|ci)\w*|awans\w*|dopływ\w*|rozw[oó]j\w*|napływ\w*|aprecja\w*|nabra\w*|nar[oó]s\w*|przewyż\w*"
    r"|przekrocz\w*|spotęg\w*|wywind\w*",
    less=r"mniej\w*|niższ\w*|niżej",
    more=r"więcej|wyższ\w*|większ\w*",
    by=r"o|w",
    level=r"do|z|ze|od|poniżej|powyżej|na",
    start=r"z|ze|od",
    hedge=r"około|ok\.?|prawie|blisko|niemal|ponad|więcej niż|mniej niż|co najmniej|tylko|zaledwie|kolejne|średnio"
    r"|przeszło",
    came=r"wyniósł|wyniosł[aoy]|wynosi(?:ł[aoy]?)?|sięgn\w+|był[ao]?",
    bounds={
        "exact": r"dokładnie|równo",
        "nearly": r"prawie|niemal|blisko|niespełna|nieco mniej niż|nieco poniżej",
        "just over": r"(?:nieco|niewiele) (?:ponad|więcej niż|powyżej)",
        "at most": r"co najwyżej|najwyżej|maksymalnie|nie więcej niż|maksimum",
        "at least": r"co najmniej|przynajmniej|nie mniej niż|minimum|minimalnie",
        "below": r"mniej niż",
        "above": r"ponad|więcej niż|przeszło",
        "about": r"około|ok\.|mniej więcej|w przybliżeniu|z grubsza|jakieś",
        "over": r"powyżej",
        "under": r"poniżej",
        "up to": r"aż do",
    },
    rate=r"wzrost\w*|temp[ao]|inflacj\w*|stop[ay]|zmian[ay]|dynamik\w+",
    foreseen=r"planowan\w+|zaplanowan\w+|planuj\w+|oczekiw\w+|oczekuj\w+|prognoz\w+|przewid\w+|zamierz\w+",
    short=r"r|rr|tys|mln|mld|bln|ok|proc|np|tzn|tj|art|ust|s|str|nr|dr|prof|im|ul|godz|m|in|por|zob|św|w",
    common=frozenset(
        {"i", "w", "na", "nie", "z", "się", "do", "że", "to", "jest", "o", "po", "jak", "od", "dla", "przez"}
    ),
    dates=DateWords(
        tag="pl",
        nth=r"\.|-?(?:go|szy|szym|ego|ym)",
        of=r"roku|r\.",
        one="pierwszego",
        ordinals=(r"pierwsz\w+", r"drug\w+", r"trzeci\w*", r"czwart\w+"),
        quarter=r"(?:kwarta\w+|kw\.)",
        half=r"(?:półrocz\w+|połow\w+)",
        decade=r"(?:lata|latach|lat) #(?:\.|-tych|-te)?",
        century=r"#\.? (?:wiek\w*|w\.|stuleci\w+)",
        seasons={
            "spring": r"wiosn\w+",
            "summer": r"lat(?:o|em)(?! \d0\b)",
            "autumn": "jesie(?:ń|ni|nią)",
            "winter": r"zim\w+",
        },
        parts={
            "start of": r"począt(?:ek|k\w+)",
            "early": "(?!)",
            "mid": r"połow\w+|w połowie",
            "late": "(?!)",
            "end of": r"ko(?:niec|ń?c\w+)",
        },
        forms={"lutym": 2, "listopadzie": 11},
    ),
)
