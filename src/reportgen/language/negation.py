"""Words that turn what stands behind or before them into its contrary, by language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reportgen.text.languages import language_tag

_ENGLISH: Final = (
    r"not(?! (?:only|just|merely|least)\b)|no(?! (?:doubt|less|fewer|matter)\b)|none|never|nor|neither|nobody|no one"
    r"|nothing|nowhere|without(?! \S+ \S)|cannot|\w+n't|hardly|scarcely|barely|rarely|seldom|(?<!\ba )few"
)
_WORDS: Final = {
    "en": _ENGLISH,
    "de": r"nicht(?! nur\b)|kein\w*|nie|niemals|niemand\w*|nichts|ohne|weder|kaum|nirgend\w*",
    "fr": r"ne|n'\w+|pas|jamais|aucune?|rien|personne|sans|ni|nul(?:le)?|guère",
    "es": r"no(?! sólo\b| solo\b)|nunca|jamás|ning[uú]n\w*|nadie|nada|sin|ni|tampoco|apenas",
    "it": r"non(?! solo\b)|mai|nessun\w*|niente|nulla|senza|né|neppure|nemmeno|neanche",
    "pt": r"não(?! só\b)|nunca|jamais|nenhuma?|ninguém|nada|sem|nem|tampouco",
    "nl": r"niet(?! alleen\b)|geen|nooit|niemand|niets|zonder|noch|nauwelijks",
    "sv": r"inte(?! bara\b)|icke|ej|ingen|inget|inga|aldrig|utan|varken|knappast",
    "da": r"ikke(?! kun\b)|ingen|intet|aldrig|uden|hverken|næppe",
    "pl": r"nie(?! tylko\b)|nigdy|nikt|nic|żad\w+|bez|ani",
    "cs": r"ne\w+|nikdy|nikdo|nic|žádn\w+|bez|ani",
    "ru": r"не(?! только\b)|нет|ни|никогда|никто|ничего|ничто|без|никак\w+|нельзя|едва",
    "uk": r"не(?! тільки\b| лише\b)|немає|ні|ані|ніколи|ніхто|нічого|без|жод\w+|ледве",
}
_DENIED: Final = (
    r"|den(?:y|ies|ied|ying)|refus\w+|reject\w+|fail\w+|false|wrong\w*|untrue|doubt\w*|far from|rather than|instead of"
    r"|lack\w*|contrary"
)
"""What says in a writer's own words, in English, that something is not so."""

_CLAUSE: Final = re.compile(
    r"[.,;:!?()\[\]—]['\"]*$|^[(—-]+$|^(?:because|since|but|although|though|while|whereas|which|who|whose|where|until|unless)$",
    re.IGNORECASE,
)
"""A word behind which, or which itself, another clause begins."""


@cache
def negation(language: str) -> re.Pattern[str]:
    """Return what finds words that negate in a language by its name or tag: English ones where it is none known."""
    words = _WORDS.get(language_tag(language).partition("-")[0], _ENGLISH)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def denial(language: str) -> re.Pattern[str]:
    """Return what finds words by which a writer says that something is not so."""
    own = negation(language).pattern
    return re.compile(rf"{own}|\b(?:{_ENGLISH}{_DENIED})\b", re.IGNORECASE)


def clause_before(words: list[str]) -> list[str]:
    """Return the last words of a text that belong to the clause which goes on behind them."""
    begin = next((at + 1 for at in range(len(words) - 1, -1, -1) if _CLAUSE.search(words[at])), 0)
    return words[begin:]


def clause_behind(words: list[str]) -> list[str]:
    """Return the first words of a text that belong to the clause which has begun before them."""
    end = next((at for at, word in enumerate(words) if _CLAUSE.search(word)), len(words))
    closed = words[end : end + 1] if end < len(words) and words[end][:1].isalnum() and not words[end].isalpha() else []
    return [*words[:end], *closed]
