"""English verbs and nouns of falling and rising, as a thesaurus has them, with their forms.

Verbs stand here in their third person, past and participles, since many of their plain forms are nouns and adjectives
("moderate", "firm"). Those of the first kind may have by how much right behind them ("slipped 5 per cent"); before that
of the second there is "by" ("was eroded by 5 per cent"): alone they have what they are done to ("lifted 5 tonnes").
"""

from __future__ import annotations

from typing import Final


def _forms(table: str, doubled: str = "") -> str:
    """Return a pattern for the forms of regular verbs; ``doubled`` are those with two consonants in the past."""
    found = [f"{verb}(?:s|{verb[-1]}ed|{verb[-1]}ing)" for verb in doubled.split()]
    for verb in table.split():
        if verb.endswith("e"):
            found.append(f"{verb[:-1]}(?:es|ed|ing)")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            found.append(f"{verb[:-1]}(?:ies|ied|ying)")
        else:
            found.append(f"{verb}(?:{'es' if verb.endswith(('s', 'sh', 'ch', 'x')) else 's'}|ed|ing)")
    return "|".join(found)


# fmt: off
FELL: Final = _forms(
    "tumble ease retreat recede soften weaken ebb wane dwindle subside slacken droop crater tank plummet slump crash"
    " collapse decline decrease diminish lessen abate deteriorate worsen depreciate falter wilt nosedive shrivel",
    "slip dip sag skid drop",
) + (
    "|slid(?:es|ing)?|sank|sunk|sinks|sinking|plung(?:es|ed|ing)"
    "|g[ai]ve[sn]? (?:up|back|away)|g[ai]v(?:e|es|ing) ground"
)
FELL_BY: Final = _forms(
    "erode pare prune curtail axe shave chop dent depress drain deplete deflate compress squeeze devalue debase"
    " shorten taper attenuate decelerate downsize crumble moderate cool relax lighten reduce lower narrow contract"
    " slash whittle restrain retrench subtract curb crimp impair degrade underperform hollow truncate scale",
    "trim clip undercut thin sap",
) + (
    "|(?:scal|wind|dial|roll|pull|wr[io]t|mark|whittl|r[au]n|br[io]ng|w[oe]r[en]?|beat|kn?ock|push|driv|forc|talk)"
    r"\w* (?:down|back|away|off)|brought down|drove down|wound down|worn (?:down|away)|lo(?:st|ses|sing) ground"
    "|backslid|backed off|came off|shrank|shrunk"
)
ROSE: Final = _forms(
    "rally rebound rocket skyrocket balloon mushroom spike soar surge climb jump appreciate spurt escalate bounce zoom",
) + "|leap(?:s|t|ed|ing)?|shot up|shoots up|crept up|creeps up|sw[eo]ll(?:s|ed|en|ing)"
ROSE_BY: Final = _forms(
    "advance recover accelerate strengthen firm improve intensify mount burgeon boom heighten amplify augment boost"
    " lift hike elevate enlarge bolster broaden widen deepen inflate enhance lengthen quicken thicken extend"
    " revive flourish outperform magnify reinforce swell multiply proliferate stiffen revalue upgrade raise expand",
    "outstrip up",
) + (
    "|(?:push|driv|mark|step|ramp|scal|build|pick|ratchet|tick|edg|inch|drift|trend|go|bid|talk|rack|mov)"
    r"\w* (?:up|upwards?|higher)|drove up|built up|went up|(?:bounced|came) back|gained ground"
)
FALLS: Final = (
    "dips?|slides?|plunges?|crash(?:es)?|collapses?|slippage|erosion|shrinkage|downturns?|retreats?|cutbacks?"
    "|diminution|slowdowns?|deteriorations?|lowering|easing|weakening|narrowing|tumbles?|sell-offs?|depletion"
    "|attrition|dwindling|trimming|rollbacks?|retrenchments?|worsening|curtailments?|lessening|downswings?|decrements?"
    "|abatements?|softening|nosedives?"
)
RISES: Final = (
    "upturns?|upswings?|rall(?:y|ies)|rebounds?|leaps?|spikes?|hikes?|upticks?|increments?|enlargements?|escalations?"
    "|accelerations?|appreciations?|booms?|upsurges?|climbs?|improvements?|augmentations?|revaluations?|pick-ups?"
    "|widening|strengthening|swelling|heightening|upward revisions?|boosts?"
)
# fmt: on
