"""Portuguese."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted, forms

WORDS: Final = Words(
    numbers=counted(
        "2 dois duas; 3 três; 4 quatro; 5 cinco; 6 seis; 7 sete; 8 oito; 9 nove; 10 dez; 11 onze; 12 doze; 13 treze;"
        "14 catorze quatorze; 15 quinze; 16 dezasseis dezesseis; 17 dezassete dezessete; 18 dezoito;"
        "19 dezanove dezenove; 20 vinte; 30 trinta; 40 quarenta; 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta;"
        "90 noventa; 100 cem cento; 200 duzentos duzentas; 300 trezentos trezentas; 400 quatrocentos quatrocentas;"
        "500 quinhentos quinhentas; 600 seiscentos seiscentas; 700 setecentos setecentas; 800 oitocentos oitocentas;"
        "900 novecentos novecentas"
    ),
    articles=frozenset({"um", "uma"}),
    joints=frozenset({"e"}),
    scales={
        "mil": 10**3,
        "milhão": 10**6,
        "milhões": 10**6,
        "bilhão": 10**9,
        "bilhões": 10**9,
        "bilião": 10**12,
        "biliões": 10**12,
        "trilhão": 10**12,
        "trilhões": 10**12,
    },
    single=frozenset({"mil"}),
    half=frozenset({"meio", "meia"}),
    and_half=frozenset({"e meio", "e meia"}),
    point=frozenset({"vírgula"}),
    parts={
        "terço": 3,
        "terços": 3,
        "quarto": 4,
        "quartos": 4,
        "quinto": 5,
        "quintos": 5,
        "décimo": 10,
        "décimos": 10,
    },
    halves=frozenset({"metade"}),
    times={
        r"duplic\w+|dobr(?:ou|aram|ado|o)": Decimal(2),
        r"triplic\w+|triplo": Decimal(3),
        r"quadruplic\w+|quádruplo": Decimal(4),
        r"quintuplic\w+": Decimal(5),
    },
    units={
        **forms("quilómetro quilómetros", "kilometres"),
        "por cento": "percent",
        "dólares": "USD",
        "dólar": "USD",
        "rublos": "RUB",
        "libras": "GBP",
        "reais": "BRL",
        "escudos": "PTE",
        "pontos percentuais": "percentage points",
        "ponto percentual": "percentage points",
        "pontos base": "basis points",
    },
    down=r"ca(?:iu|i|íram|em|ía|ir|ído|ída)|qued\w+|desce\w*|desci\w+|baix(?:ou|a|am|aram|as?|ado|ar|ava)\b|diminu\w+"
    r"|redu[zç]\w*|recu(?:ou|o|os|aram|a|am|ado|ar)|ced(?:eu|eram|e|em|ido)|encolh\w+"
    r"|contra(?:iu|íram|i|ção|ções|ído|em|ir|íd[ao]s?)(?:-se)?|afund\w+|despenc\w+|depreci\w+|desvaloriz\w+"
    r"|cort(?:ou|aram|es?|ad[oa]s?|ar|a)|retra(?:iu|íram|ção|i)(?:-se)?|quebra\w*"
    r"|perd(?:eu|eram|e|em|a|as|ido|er)|decresc\w+|decréscim\w+|declin\w+|declíni\w+|mingu\w+|abrand\w+"
    r"|desaceler\w+|enfraque\w+|pior\w+|tomb(?:ou|o|os|aram)|desab\w+|desmoron\w+|colaps\w+|rebaix\w+|emagre\w+"
    r"|esvazi\w+|e?m?barat\w+|definh\w+|desliz\w+|murch\w+|regredi\w+|regress[ãõ]\w+|retroce\w+|alivi\w+"
    r"|deterior\w+|défice\w*|déficits?|inferior\w*|menor(?:es)?|menos|estreit\w+|negativ\w+|degrad\w+|afroux\w+",
    up=r"(?:sub(?:iu|iram|e|em|ir|idas?|ia|iam)|sobe|sobem)\b|cresc\w+|aument\w+|avan[cç]\w+|ganh\w+|dispar\w+"
    r"|valoriz\w+|elev\w+|increment\w+|acréscim\w+|alt(?:a|as)(?!\w)|melhor\w+|expan[ds]\w+|ampli\w+|apreci\w+"
    r"|encare\w+|salt(?:ou|o|aram)|duplic\w+|triplic\w+|quadruplic\w+|dobr\w+|multiplic\w+|recuper\w+|ressalt\w+"
    r"|excedent\w+|superávits?|superior\w*|maior(?:es)?|mais|aceler\w+|fortale\w+|engord\w+|inch\w+"
    r"|escal(?:ou|ada|aram)|galg\w+|agrav\w+|refor[cç]\w+|som(?:ou|aram)|decol\w+|alarg\w+|progred\w+"
    r"|progress\w+|ascen\w+|acresc\w+",
    less=r"(?:a |de )?menos|inferior\w*|mais baix\w+|menor\w*|de (?:queda|redução)",
    more=r"(?:a |de )?mais(?! baix)|superior\w*|maior\w*|de (?:aumento|crescimento)",
    by=r"em|de|do|da|por|num|um",
    level=r"a|para|até|ao?s?|abaixo de|acima de|nos?",
    start=r"de|dos?",
    hedge=r"cerca de|quase|aproximadamente|mais de|menos de|apenas|pelo menos|uns|umas|perto de|só|um|uma|os"
    r"|mais|em média"
    r"|em torno de|ao redor de",
    came=r"foi de|era de|é de|atingiu|alcançou|chegou a|ficou em|situou-se em",
    bounds={
        "exact": r"exatamente|exactamente|precisamente",
        "nearly": r"quase|pouco menos de",
        "just over": r"pouco mais de",
        "at most": r"no máximo|não mais de|quando muito|um máximo de",
        "at least": r"pelo menos|no mínimo|ao menos|não menos de|um mínimo de",
        "below": r"menos de",
        "above": r"mais de",
        "about": r"cerca de|aproximadamente|por volta de|em torno de|uns|umas|perto de",
        "over": r"acima de",
        "under": r"abaixo de|sob",
        "up to": r"até",
    },
    rate=r"crescimento|taxa|inflação|ritmo|variação",
    foreseen=r"previst\w+|prev[êe]\w*|esperad\w+|espera-se|planead\w+|planejad\w+|projetad\w+",
    short=r"Sr|Sra|Dr|Dra|art|pág|págs|p|pp|n|núm|vol|etc|aprox|cap|ed|mi|bi",
    common=frozenset(
        {"o", "os", "as", "de", "e", "que", "do", "da", "em", "um", "para", "com", "não", "uma", "no", "na", "dos"}
    ),
    dates=DateWords(
        tag="pt",
        nth=r"\.?[oaº°ª]",
        of="de|do ano de|do ano|do|da|dos",
        one="primeiro",
        ordinals=("primeir[oa]", "segund[oa]", "terceir[oa]", "quart[oa]"),
        quarter="trimestres?",
        half="(?:semestres?|metade)",
        decade="(?:década de|décadas de|anos) #",
        century="séculos? #",
        seasons={"spring": "primavera", "summer": "verão", "autumn": "outono", "winter": "inverno"},
        parts={
            "start of": "(?:no )?(?:início|começo|princípios?)(?: do ano| de| dos?| da)?",
            "early": "(?!)",
            "mid": "(?:em )?(?:meados|meio)(?: do ano| de| dos?| da)?",
            "late": "(?!)",
            "end of": "(?:no )?(?:fim|final|finais|fins)(?: do ano| de| dos?| da)?",
        },
    ),
)
