"""Words that no headline contains: profanity, names of people, and random typing."""

import re
from collections.abc import Mapping, Sequence

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
    aaron abdi abdirahman abdul abdullah abigail adam adrian adriana agnes ahmed aidan aisha alan albert
    alejandra alejandro alex alexander alexandra alexei alexis alfred ali alice alicia alison allison amanda
    amina amir amit amy ana anastasia andre andrea andrew angela angelica anika anil anita ann anna anne annette
    anthony antonia antonio araceli ariana arjun arnold arthur asad asha ashley audrey austin ayaan ayesha
    barbara barry beatriz becky ben benjamin bernard bertha beth betty beverly bianca bob bobby brad bradley
    brandi brandon brenda brent brian bridget brittany bruce bruno bryan caleb cameron camila carla carlo carlos
    carmen carol caroline carrie cassandra catherine cecilia charles charlotte cheryl chris christina christine
    christopher cindy claire clara claudia clifford connor consuelo courtney craig crystal cynthia daisy damian
    dan daniel danielle danny darren darryl dave david deborah debra deepak denise dennis deqa derek desmond
    devin diana diane diego dmitri dolores donald donna doreen doris dorothy douglas duane dustin dwayne dylan
    ed eddie edgar edith edna eduardo edward edwin eileen elaine elena eli elijah elizabeth ella ellen elsa
    emilio emily emma enrique eric erica erik erin ernest ernesto esteban esther ethan eugene eva evan evelyn
    fatima fatuma felicia felipe fernanda fernando fiona francis francisco frank fred frederick gabriel gail
    gary geoffrey george gerald geraldine gerardo gladys glenn gloria gonzalo graham greg gregory guillermo
    gustavo gwen halima hamdi hannah harold harriet harry hassan heather hector heidi helen henry herbert hilda
    hodan howard hugo huong hussein ian ibrahim ifrah ignacio igor ilse imran ingrid irene irina irma isaac
    isabel isabella ismael ivan jack jackson jacob jacqueline jaime jake james jamie jane janelle janet janice
    jared jasmine jason javier jean jeanette jeff jeffery jeffrey jenna jennifer jenny jeremy jerome jerry jesse
    jessica jesús jill jillian jim jimmy joan joanna joanne joaquin jodi jody joe joel johann john johnny
    jonathan jorge jose josefina joseph josh joshua josue josé joyce juan juanita judith judy julia juliana
    julie julio justin kaitlyn karen karina karl kate katherine kathleen kathryn kathy katie katrina kayla keith
    kelly kelsey ken kendra kenneth kevin khadija kim kimberly kirsten kristen kristin kristina kurt kyle lance
    larry laura lauren laurie leah leon leonard leonardo leroy leslie lillian linda linh lisa lloyd logan lorena
    lorenzo lori lorraine louis louise lucas lucia lucille luis luke lydia lynn lynne madison mahmoud manuel
    marco marcos marcus margaret margarita maria mariam marian mariana maribel marie marilyn marina mario
    marjorie marlene marta martha martin mary maryam maría matt matthew maureen maurice maxine megan melanie
    melissa mercedes michael micheal michelle miguel mike mikhail mildred mindy minh miriam mitchell mohamed
    mohammad mohammed mohamud mohan monica morgan muhammad mustafa myra nadia nancy natalie natasha nathan neha
    neil nelson nguyen nicholas nicole nina noah nora norma norman octavio oleg olga olivia omar orlando oscar
    osman owen pablo pamela patrice patricia patrick paul paula pedro penny perla peter philip phillip phyllis
    polina pooja priya rachel rafael rahul raju ralph ramon randy raul ravi raymond rebecca renee rhonda ricardo
    richard rick rita rob robert roberta roberto rocio rodney rodrigo roger ron ronald ronnie rosa rosemary
    roxanne roy ruben rudy russell ruth ryan sabrina sahra sally salvador samantha samuel sandra sanjay santiago
    sara sarah saul scott sean sergio shannon sharon sheila sherry shirin shirley silvia sonia sophia sophie
    stacy stanley stella stephanie stephen steve steven stuart sue sunita susan susana suzanne svetlana sydney
    sylvia tamara tammy tanisha tanya tara tatiana teodoro teresa terry thanh theodore theresa thomas tiffany
    tim timothy tina todd tom tommy tony tracey tracy tran travis trevor tristan tyler valentina valerie vanesa
    vanessa vera veronica vicki victor victoria vikram viktor vincent virginia vivian vladimir walter wanda
    wayne wendy wesley william willie wilma xavier ximena yasmin yesenia yolanda yulia yusuf yvette yvonne
    zachary zainab zoe
    """
)

_ALSO_WORDS = words_of(
    """
    austin barry beverly brad carol carrie charlotte clara clifford crystal daisy devin dolores dustin ed frank glenn
    harry howard hugo jack jackson jasmine jean karen lance leon logan lydia madison marina mercedes mitchell morgan
    nelson nora norma norman orlando owen penny perla randy rob rosa rosemary rocio ron salvador santiago shannon
    stanley stella sue sydney tran travis victor victoria vera virginia wayne
    """
)
"""First names that are words or places too: these count as names only where they mostly have a capital."""

_BEFORE_PERSONS = words_of(
    "with from by thank thanks called named nurse doctor teacher officer coach principal lady por gracias llamada "
    "llamado enfermera doctora maestra maestro cantante"
)
_BEFORE_THINGS = words_of(
    "the a an in at to of for near around into on this that our your my no more en el la los las de un una al del su"
)
_COMMON_SHARE = 0.01
"""Share of comments from which on a capitalised word is what they speak of, and nobody's name."""

_CAPITAL = re.compile(r"^[^\W\d_][^\W_]*$")


def blocked_words(corpus: Corpus) -> npt.NDArray[np.bool_]:
    """Return, for each word as written, whether headlines exclude it."""
    blocked = np.asarray([is_profane(word) or is_mash(word) for word in corpus.written], dtype=bool)
    blocked[_names(corpus)] = True
    return blocked


def _names(corpus: Corpus) -> list[int]:
    """Return the indices of written words that name a person.

    A first name counts; one that is a word too, when at least half of its uses have a capital. A capitalised word after
    a title or a first name that is rarely written in lower case is a last name. Places and offices follow neither, so
    they are kept.
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
        if bare(word) in _FIRST_NAMES
        and (bare(word) not in _ALSO_WORDS or (capital[number] and small.get(bare(word), 0) <= uses[number]))
    }
    introducers = {number for number in names if capital[number]} | {
        number for number, word in enumerate(corpus.written) if bare(word) in _TITLES and capital[number]
    }
    after = _followers(corpus, introducers)
    names |= {
        number
        for number in after
        if capital[number] and small.get(bare(corpus.written[number]), 0) <= uses[number] * 0.25
    }
    names |= _spoken_of_like_persons(corpus, uses, capital, small)
    lows = {bare(corpus.written[number]) for number in names} | _FORMS_OF_ADDRESS
    return [number for number, word in enumerate(corpus.written) if bare(word) in lows]


def _spoken_of_like_persons(
    corpus: Corpus, uses: npt.NDArray[np.int64], capital: Sequence[bool], small: Mapping[str, int]
) -> set[int]:
    """Return rare words that always have a capital and are used like a person's name ("help from Yvonne").

    They follow "with" or "thanks", and never what goes before things and places.
    """
    low = [bare(word) for word in corpus.written]
    before = np.where(corpus.words[:-1] >= 0, corpus.words[:-1], len(low))
    pairs = set(zip(before.tolist(), corpus.words[1:].tolist(), strict=True)) if len(corpus.words) > 1 else set()
    like, unlike = set[int](), set[int]()
    for first, second in pairs:
        if first < len(low) and second >= 0 and capital[second]:
            like |= {second} if low[first] in _BEFORE_PERSONS else set()
            unlike |= {second} if low[first] in _BEFORE_THINGS else set()
    most = max(2.0, _COMMON_SHARE * corpus.count)
    return {
        number
        for number in like - unlike
        if uses[number] <= most and not small.get(low[number]) and not corpus.written[number].isupper()
    }


def _followers(corpus: Corpus, introducers: set[int]) -> Sequence[int]:
    if not introducers:
        return []
    leads = np.isin(corpus.words[:-1], np.fromiter(introducers, dtype=np.int64))
    following = corpus.words[1:][leads]
    unique: list[int] = np.unique(following[following >= 0]).tolist()
    return unique
