"""Hold a sentence against the sentences that its quotations are from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.language.english.wording.amounts import inflated_quantities
from reportgen.language.english.wording.hedges import added_reserves, dropped_hedges
from reportgen.language.english.wording.model import Flaw, ParsedText
from reportgen.language.english.wording.opposites import other_directions
from reportgen.language.english.wording.pairs import exchanged_pairs
from reportgen.language.english.wording.roles import exchanged_roles
from reportgen.language.english.wording.speakers import misgiven_quotations, wrong_speakers
from reportgen.language.english.wording.views import unattributed_views


def compare(sentence: ParsedText, passages: Sequence[ParsedText], tellers: Sequence[str] = ()) -> Iterator[Flaw]:
    """Yield what a sentence says otherwise than its passages; ``tellers`` are the names of their sources."""
    yield from dropped_hedges(sentence, passages)
    yield from added_reserves(sentence, passages)
    yield from inflated_quantities(sentence, passages)
    yield from unattributed_views(sentence, passages, tellers)
    yield from other_directions(sentence, passages)
    yield from exchanged_roles(sentence, passages)
    yield from exchanged_pairs(sentence, passages)
    yield from wrong_speakers(sentence, passages, tellers)
    yield from misgiven_quotations(sentence, passages)


def unrelated(sentence: ParsedText, passage: ParsedText) -> bool:
    """Whether a sentence and a passage share no word that says something by itself."""
    return bool(sentence.stems and passage.stems) and sentence.stems.isdisjoint(passage.stems)
