"""Names of themes: a phrase that commenters wrote, or two, which distinguish a group from the others."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bot.core.themes.aptness import Aptness
from bot.core.themes.choices import Chooser
from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.grammar import JOINS, Bools
from bot.core.themes.joining import by_meaning, by_score
from bot.core.themes.key_sentence import content_words
from bot.core.themes.meaning import Meaning
from bot.core.themes.reach import largest_share
from bot.core.themes.words import is_unspaced, segments, stem

MIN_MATCHING = 0.03
"""Share of a theme's comments that must contain a word of its headline; with fewer it gets a new one."""

FEW = 10
"""Comments with a phrase of a theme's headline, up to which one of them never leaves the theme: its name needs it."""

_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Name:
    """One or two phrases, or none where none fits.

    share: for which share of the group's comments these speak, or other phrases that it could have; None where it is
    not known.
    """

    phrases: tuple[str, ...] = ()
    share: float | None = None


def name_groups(
    corpus: Corpus,
    labels: Ints,
    *,
    languages: Sequence[str] = (),
    taken: Collection[str] = (),
    blocked: Bools | None = None,
    meaning: Meaning | None = None,
) -> list[tuple[str, ...]]:
    """Return the phrases of each group, as `find_names` does."""
    found = find_names(corpus, labels, languages=languages, taken=taken, blocked=blocked, meaning=meaning)
    return [name.phrases for name in found]


def find_names(
    corpus: Corpus,
    labels: Ints,
    *,
    languages: Sequence[str] = (),
    taken: Collection[str] = (),
    blocked: Bools | None = None,
    meaning: Meaning | None = None,
) -> list[Name]:
    """Return the name of each group, no two groups the same.

    labels: 0.. for each comment, -1 for one that no name is taken from. languages: of each group, for the word that
    joins its two phrases. taken: headlines, case-folded, that no group gets. The larger group chooses first.
    blocked: whether no name has it, for each word as written; found from the corpus by default.
    meaning: a sentence encoder's vectors of these comments, by which phrases are then chosen.
    """
    chooser = Chooser(corpus, labels, blocked)
    spoken = [languages[at] if at < len(languages) else "en" for at in range(chooser.number)]
    is_known = meaning is not None and meaning.is_known
    choices = [(chooser.broad if is_known else chooser.best)(at, language) for at, language in enumerate(spoken)]
    shown = {one.shown: one.words for each in choices for one in each}
    aptness = Aptness(meaning, corpus, labels, shown) if meaning is not None and is_known and shown else None
    names = [Name((), None if aptness is None else 0.0)] * chooser.number
    used = {each.casefold() for each in taken}
    phrases = set[str]()
    for at in chooser.by_size():
        language = spoken[at]
        if aptness and choices[at]:
            possible = by_meaning(corpus, choices[at], language, aptness, at, phrases)
        else:
            possible = by_score(corpus, chooser.best(at, language), language)
        for name in chain(possible, chooser.others(at, language)):
            if as_headline(name, language).casefold() not in used:
                known = aptness is not None and bool(choices[at]) and all(each in shown for each in name)
                names[at] = Name(name, largest_share(aptness, at, possible) if aptness is not None and known else None)
                used.add(as_headline(name, language).casefold())
                phrases.update(each.casefold() for each in name)
                break
    return names


def as_headline(phrases: Sequence[str], language: str = "en") -> str:
    """Return one phrase, or two joined by "and" in the language, as one line that begins with a capital."""
    word = JOINS.get(language, JOINS["en"])
    if language == "es" and len(phrases) > 1 and re.match(r"h?[ií](?!e)", phrases[-1].casefold()):
        word = "e"
    is_joint = bool(phrases) and is_unspaced(word[0]) and is_unspaced(phrases[0][-1])
    line = (word if is_joint else f" {word} ").join(phrases)
    return line[:1].upper() + line[1:]


def still_fits(phrases: Sequence[str], texts: Sequence[str]) -> bool:
    """Return whether a headline's phrases still suit a theme's comments.

    Each is found in one of them, inflection and case apart, and a word of them in some share of all. A headline is
    chosen from what two have, but a theme that lasts is not renamed because one of the two went.
    """
    if any(next(with_phrase(phrase, texts), None) is None for phrase in phrases):
        return False
    wanted = {word for phrase in phrases for word in content_words(phrase)}
    needed = MIN_MATCHING * len(texts)
    return sum(bool(wanted & content_words(text)) for text in texts[:_LOOKED_AT]) >= min(needed, _LOOKED_AT)


def texts_needed(phrases: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return which texts a headline needs to last: one with each phrase that no more than FEW of them have."""
    holders = [list(islice(with_phrase(phrase, texts), FEW + 1)) for phrase in phrases]
    every = Counter(at for found in holders for at in found)
    return sorted({min(found, key=lambda at: (-every[at], at)) for found in holders if 0 < len(found) <= FEW})


def with_phrase(phrase: str, texts: Sequence[str]) -> Iterator[int]:
    """Yield which texts contain a phrase, inflection and case apart."""
    wanted = f" {_plain(phrase)} "
    for at, text in enumerate(texts):
        if contains_phrase(text, [phrase]) or wanted in f" {_plain(text)} ":
            yield at


def _plain(text: str) -> str:
    return " | ".join(" ".join(stem(word) for word in segment) for segment in segments(text))


def contains_phrase(text: str, phrases: Sequence[str]) -> bool:
    """Return whether a text holds one of the phrases, as whole words where the script has words."""
    low = text.casefold()
    for phrase in phrases:
        wanted = re.escape(phrase.casefold())
        if re.search(wanted if is_unspaced(phrase[0]) else rf"(?<!\w){wanted}(?!\w)", low):
            return True
    return False
