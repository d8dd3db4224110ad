"""Words that no headline contains: profanity, names of people, and random typing."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Corpus
from bot.core.themes.profanity import bare, is_profane
from bot.core.themes.silence import is_mash
from bot.core.themes.stopwords import words_of

_TITLES = words_of("mr mrs ms mx dr prof professor sir madam herr frau señor señora sr sra don doña mme monsieur")
_FORMS_OF_ADDRESS = words_of("mr mrs ms mx dr mme sra")

_FIRST_NAMES = words_of(
    """
    aaron abdi abdul abdullah abigail adam adrian ahmed aisha alan albert alejandra alejandro alex alexander alexandra
    ali alice alicia alison allison amanda amina amir amy ana andrea andrew angela anita ann anna anne anthony antonio
    arthur asha ashley austin ayaan barbara ben benjamin beth betty bob bobby brandon brenda brian bruce bryan caleb
    cameron carlos carmen carol caroline catherine charles charlotte chris christina christine christopher cindy claire
    connor craig crystal cynthia dan daniel danielle dave david deborah debra denise dennis diana diane diego donald
    donna dorothy douglas dylan ed eddie edward elena eli elijah elizabeth ella ellen emily emma eric erin ethan eva
    evan evelyn fatima fatuma fernando francis francisco frank gabriel gary george gerald gloria greg gregory guillermo
    halima hannah harold harry hassan heather hector helen henry hodan hussein ian ibrahim isabel isabella ivan jack
    jackson jacob jaime jake james jamie jane janet janice jared jasmine jason javier jean jeff jeffrey jennifer jenny
    jeremy jerry jesse jessica jesús jill jim jimmy joan joe joel johann john johnny jonathan jorge jose josé joseph
    josh joshua joyce juan juanita judith judy julia julie justin karen karl kate katherine kathleen kathy katie kayla
    keith kelly ken kenneth kevin khadija kim kimberly kristen kyle larry laura lauren laurie leah leslie linda lisa
    logan lori louis lucas luis luke lynn madison manuel marcus margaret maria maría mariam marie marilyn mario marta
    martha martin mary maryam matt matthew megan melissa michael michelle miguel mike mohamed mohammed mohamud monica
    muhammad nancy natalie nathan nicholas nicole noah olga olivia omar oscar osman pablo pamela patricia patrick paul
    paula pedro peter philip phillip rachel rafael ralph randy raymond rebecca ricardo richard rick rob robert roberto
    roger ronald rosa roy russell ruth ryan sahra samantha samuel sandra sara sarah scott sean sergio sharon shirley
    sophia sophie stacy stephanie stephen steve steven sue susan suzanne svetlana sylvia tammy tanya teresa terry
    theresa thomas tiffany tim timothy tina todd tom tommy tony tracy tyler valerie vanessa veronica victor victoria
    vincent virginia vladimir walter wanda wayne wendy william willie yasmin yolanda yusuf zachary zoe
    """
)

_CAPITAL = re.compile(r"^[^\W\d_][^\W_]*$")


def blocked_words(corpus: Corpus) -> npt.NDArray[np.bool_]:
    """Return, for each word as written, whether headlines exclude it."""
    blocked = np.asarray([is_profane(word) or is_mash(word) for word in corpus.written], dtype=bool)
    blocked[_names(corpus)] = True
    return blocked


def _names(corpus: Corpus) -> list[int]:
    """Return the indices of written words that name a person.

    A first name counts when at least half of its uses have a capital. A capitalised word after a title or a first name
    that is rarely written in lower case is a last name. Places and offices follow neither, so they are kept.
    """
    uses = np.bincount(corpus.words[corpus.words >= 0], minlength=len(corpus.written))
    capital = [word[:1].isupper() and _CAPITAL.match(word) is not None for word in corpus.written]
    small: dict[str, int] = {}
    for word, times, upper in zip(corpus.written, uses.tolist(), capital, strict=True):
        if not upper:
            small[word.casefold()] = small.get(word.casefold(), 0) + times
    names = {
        number
        for number, word in enumerate(corpus.written)
        if capital[number] and bare(word) in _FIRST_NAMES and small.get(bare(word), 0) <= uses[number]
    }
    introducers = names | {
        number for number, word in enumerate(corpus.written) if bare(word) in _TITLES and capital[number]
    }
    after = _followers(corpus, introducers)
    names |= {
        number
        for number in after
        if capital[number] and small.get(bare(corpus.written[number]), 0) <= uses[number] * 0.25
    }
    lows = {bare(corpus.written[number]) for number in names} | _FORMS_OF_ADDRESS
    return [number for number, word in enumerate(corpus.written) if bare(word) in lows]


def _followers(corpus: Corpus, introducers: set[int]) -> Sequence[int]:
    if not introducers:
        return []
    leads = np.isin(corpus.words[:-1], np.fromiter(introducers, dtype=np.int64))
    following = corpus.words[1:][leads]
    unique: list[int] = np.unique(following[following >= 0]).tolist()
    return unique
