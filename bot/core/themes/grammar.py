"""Which words may begin, hold and end a phrase that is read as a title: short lists, and how words are used here."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Corpus, Ints
from bot.core.themes.stopwords import STOP_WORDS, WEAK_WORDS, words_of
from bot.core.themes.subjects import NO_SUBJECTS, SUBJECTS

Bools = npt.NDArray[np.bool_]

JOINS = {
    "en": "and", "es": "y", "de": "und", "fr": "et", "it": "e", "pt": "e", "nl": "en", "pl": "i", "ru": "и", "tr": "ve",
    "ar": "و", "vi": "và", "so": "iyo", "pa": "ਅਤੇ", "zh": "和", "ja": "と",
}  # fmt: skip
"""The word between two phrases, by language; a language without one here has headlines of one phrase."""

LEADERS = words_of(
    """
    more no less fewer without too keep give better más menos sin mejor mejores mehr weniger keine ohne
    """
)
"""Stop words that may begin a phrase all the same: "more counselors", "no phones"."""

_OPEN_ENDS = words_of(
    """
    of off to than de del des von
    """
)
"""Words that show, right after a phrase, that it goes on: "lack" before "of"."""

_PERSONAL = words_of(
    """
    i i'm i'd i've i'll im me my mine myself you your you're we we're we've our us yo mi mis me tu tus nos
    nuestro nuestra nuestros nuestras he she his her him hers ich mich wir uns unser unsere je mon ma mes nous
    vous
    """
)
_CLAUSE = words_of(
    """
    is are was were be been being am it its it's they them their this that these those which who there do does
    did has have had will would should can could may might must if when because as so than then es son era está
    están fue se que este esta esto eso lo le les hay ha han ist sind war wird das dass sie er est sont qui il
    elle
    """
)
"""Words that make a clause of a phrase, or leave open whom it speaks of: such a phrase reads less like a title."""

_SUBORDINATE = words_of(
    """
    because that which who whom whose if when while although though since unless until whether so but than as
    it's its porque que cuando si aunque pero weil dass wenn ob aber parce qui quand mais
    """
)
"""Words that begin another clause: a phrase with one is hardly ever a title."""

_COPULAS = words_of(
    """
    is are was were be too very so es son está están ist sind est sont
    """
)
_FINITE = words_of(
    """
    allows causes creates gives helps leads makes provides reduces increases takes means keeps lets brings puts
    ends shows infringes violates results prevents protects promotes encourages requires hinders harms hurts
    ruins destroys
    """
)

NEVER_JOINED = _CLAUSE | _COPULAS | _FINITE | words_of("without sin ohne")
"""A phrase with one of these is not joined with another: it is a clause, or the other would seem to belong to it."""

_SPANISH_EDGES = STOP_WORDS["es"] - words_of(
    """
    no me a son era dos sin más menos he
    """
)
"""Stop words of Spanish that are no English words, to be left out at edges even where Spanish is rare."""

_DETERMINERS = words_of(
    """
    the a an this that these those their our my your his her its some any no each every another el la los las un
    una unos unas su sus este esta estos estas nuestra nuestro der die das den dem ein eine einen einer le les
    des une
    """
)
_PREPOSITIONS = words_of(
    """
    of for with in about from on at by into between without de del en con por para sin sobre von für mit im auf
    bei
    """
)
_BEFORE_VERBS = words_of(
    """
    to can will would could should may might must not don't doesn't didn't cannot can't won't they we i you who
    people he she it puede pueden debe deben no se para
    """
)
_COMMON_VERBS = words_of(
    """
    vote support call raise help elect ban fund protect hire give make stop end build provide improve invest promote
    teach train allow require reduce increase
    """
)
"""Verbs that are often nouns too: a phrase that begins with one may be read as a demand."""

_PARTICIPLE = "ed"
_NO_PARTICIPLES = words_of("need speed feed seed breed shed bed weed reed")

_BEFORE_ADJECTIVES = words_of(
    """
    very too so is are be was were being really extremely muy es son tan más sehr zu ist sind
    """
)

_NOT_LAST = words_of(
    """
    able active actual additional afraid alone amazing angry annual appropriate available aware awful basic
    concise coherent transparent
    beautiful big black bored brief brilliant busy calm careful cheap clean clear close cold comfortable common
    complete constant correct corrupt costly crazy criminal cruel current daily dangerous dead deep dependent
    different difficult direct dirty divorced due eager early easier easy economic effective efficient
    emotional equal essential ethical excellent exceptional exclusive expensive external extra extreme fair
    false familiar fantastic fast federal female financial fine fit five flexible foreign former four free
    frequent fresh friendly frightened full fun gay general gentle genuine global good great guilty happy hard
    harmful hateful healthy heavy helpful high highest holy honest horrible huge ill illegal immediate
    immoral important impossible inappropriate independent inhumane inner innocent intelligent
    internal international key kind knowledgeable large late legal likely limited little live local lonely long
    longer low lower loyal lucky main major male mandatory married mature medical mental mere military minor
    modern moral multiple narrow national natural necessary negative new nice normal nuclear numerous obvious
    odd old older ongoing open ordinary original outdated overall own past perfect personal physical
    plain pleasant polite political poor popular positive possible potential powerful practical pregnant present
    pretty private productive professional proper proud public pure quick quiet rapid rare raw ready real
    reasonable recent regular related relevant religious responsible rich right risky rough rude sad safe same
    satisfied scary second secular secure selfish separate serious severe sexual sharp short sick significant
    silly similar simple single slow small smart social soft solid sorry special specific stable standard steady
    strict strong stupid sudden suitable supportive sure surgical sweet technical terrible terrified thankful
    third thorough tight tiny tired total tough traditional true two typical ugly unable uncomfortable unethical
    unfair unhappy unique universal unjust unnecessary unsafe unsure unusual upset urban urgent useful useless
    usual valid valuable various vast viable violent virtual visible vital vulnerable warm weak wealthy welcome
    welcoming well wide wild willing wise wonderful worse worst worth worthy wrong young younger accept
    accomplish achieve add affect agree allow allows apply argue ask avoid become believe belong bring build buy
    came cause causes choose come complain consider contain continue contribute create creates cut deal decide
    decrease deny depend deserve destroy discourage distract earn eliminate encourage end enforce engage
    ensure enter exist expect explain explore express fall feel fill find fix follow found
    forced gave gain gives grow happen hate heal helped hire hold hurt improve increase infringe
    insist interfere invest join kill knew lead leads learn leave led listen live look lose lost make
    meet mean means move occur offer outweigh participate pay prefer prevent promote prove provide provides push
    raise reach read realize receive reduce reduces rely remain remove replace represent require
      ruin run save see seek sell send serve set show shown solve speak spend spread start stay stop
    struggle succeed suffer suggest talk taught teach tell threaten told took tried
    treat tried try turn understand violate wait wish worry wear based besides called
    caused committed compared concerned considered created done given held improved increased involved known
    left lead led listened looked made paid placed put raised reduced removed seen sent shown taken treated used
    provided written achten sit sits stand welcomes warten detaining continue today tomorrow yesterday now here
    there
    soon early later back anymore away together forward ahead apart everywhere bueno buena buenos buenas malo
    mala grande grandes nuevo nueva importante importantes necesario necesaria social público pública primer
    primera hace hacer tener poder quiere quieren pueden puede debe deben deberían debería
    """
)

_CARDINALS = words_of(
    """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred
    thousand million billion hundreds thousands millions billions dozen dozens half dos tres cuatro cinco seis siete
    ocho nueve diez cien mil millones zwei drei vier fünf sechs sieben acht neun zehn hundert tausend deux trois
    quatre cinq sept huit neuf dix cent mille
    """
)
_UNITS = words_of(
    """
    year years month months week weeks day days hour hours minute minutes second seconds decade decades century
    centuries semester semesters percent dollar dollars cent cents euro euros times age ages old amount number lot lots
    año años mes meses semana semanas día días hora horas minuto minutos veces edad jahr jahre jahren monat monate
    monaten woche wochen tag tage tagen stunde stunden minuten prozent an ans mois semaine semaines jour jours heure
    heures
    """
)
"""Units of time and money, and other words of quantity: a phrase of these and of numbers says no theme."""

_ADVERB = "ly"
_SHORTEST_ADVERB = 5
_ADJECTIVE_ENDINGS = ("ful", "ous", "less", "able", "ible", "ive", "ical", "ional")
_NOUNS_ALL_THE_SAME = words_of(
    """
    family families supply assembly reply ally bully anomaly monopoly alternative initiative incentive executive
    objective representative native table vegetable detective motive narrative hospital professional cable
    perspective relative relatives directive
    """
)

_FEW_COMMENTS = 30
"""Comments below which a word is used too rarely to show whether it is a noun; it then counts as one."""

_MOSTLY_ADJECTIVE, _MOSTLY_VERB, _OFTEN_VERB, _SOMETIMES_NOUN = 0.35, 0.4, 0.25, 0.35


@dataclass(frozen=True, slots=True)
class Grammar:
    """What each word may be in a phrase: of each plain form, and of its spelling as written.

    may_begin, may_end, may_be_alone: of each word as written. is_personal, is_clause, is_open_end, is_stop: of each
    too.
    is_subordinate, is_copula, is_finite: of each; may_be_predicate: it may end a phrase after a copula ("is unfair").
    is_cardinal, is_quantity, says_little, is_verb, is_participle: of each; units and words like "more" are quantities.
    """

    may_begin: Bools
    may_end: Bools
    may_be_alone: Bools
    is_personal: Bools
    is_clause: Bools
    is_open_end: Bools
    is_stop: Bools
    is_subordinate: Bools
    is_copula: Bools
    may_be_predicate: Bools
    is_finite: Bools
    is_cardinal: Bools
    is_quantity: Bools
    says_little: Bools
    is_verb: Bools
    is_participle: Bools


def read_grammar(corpus: Corpus) -> Grammar:
    """Return what these comments' words may be in a phrase, from lists and from the words that they are used beside."""
    low = [word.casefold().replace("’", "'") for word in corpus.written]

    def within(words: frozenset[str]) -> Bools:
        return np.asarray([word in words for word in low], dtype=bool)

    is_stop = corpus.is_stop[corpus.plain_of] | within(_SPANISH_EDGES)
    leader = within(LEADERS)
    ends_badly = np.asarray([_ends_badly(word) for word in low], dtype=bool)
    noun, verb, adjective = _uses(corpus, is_stop, within)
    fits_by_use = (verb < _MOSTLY_VERB) & (adjective < _MOSTLY_ADJECTIVE)
    is_character = corpus.is_character[corpus.plain_of]
    is_number = np.asarray([any(letter.isdigit() for letter in word) for word in low], dtype=bool)
    may_end = (~is_stop & ~ends_badly & fits_by_use & ~is_number) | (is_character & ~is_stop)
    third_person = np.asarray([word.endswith("s") and word[:-1] in _NOT_LAST for word in low], dtype=bool)
    weak = within(NO_SUBJECTS | WEAK_WORDS) | np.asarray(
        [word.endswith("s") and word[:-1] in NO_SUBJECTS | WEAK_WORDS for word in low], dtype=bool
    )
    return Grammar(
        may_begin=(~is_stop & ~np.asarray([_is_adverb(word) for word in low], dtype=bool) & ~is_number) | leader,
        may_end=may_end,
        may_be_alone=(
            (may_end & ~weak & ((noun >= _SOMETIMES_NOUN) | (corpus.count < _FEW_COMMENTS)) & ~leader)
            | (~is_stop & within(SUBJECTS))
        ),
        is_personal=within(_PERSONAL),
        is_clause=within(_CLAUSE),
        is_open_end=within(_OPEN_ENDS),
        is_stop=is_stop & ~leader,
        is_subordinate=within(_SUBORDINATE),
        is_copula=within(_COPULAS),
        may_be_predicate=~is_stop & ~is_number & (verb < _MOSTLY_VERB) & (adjective > 0),
        is_finite=within(_FINITE) | third_person,
        is_cardinal=within(_CARDINALS),
        is_quantity=within(_CARDINALS | _UNITS) | is_number | leader,
        says_little=weak | leader,
        is_participle=np.asarray(
            [word.endswith(_PARTICIPLE) and word not in _NO_PARTICIPLES for word in low], dtype=bool
        ),
        is_verb=((verb >= _OFTEN_VERB) & (verb > noun) & ~is_stop) | within(_COMMON_VERBS) | third_person,
    )


def _is_adverb(word: str) -> bool:
    return word.endswith(_ADVERB) and len(word) >= _SHORTEST_ADVERB and word not in _NOUNS_ALL_THE_SAME


def _ends_badly(word: str) -> bool:
    if word in _NOUNS_ALL_THE_SAME:
        return False
    return word in _NOT_LAST or _is_adverb(word) or word.endswith((*_ADJECTIVE_ENDINGS, "'s", "n't"))


def _uses(corpus: Corpus, is_stop: Bools, within: "object") -> "tuple[npt.NDArray[np.float64], ...]":
    """Return for each written word the share of its uses as a noun, as a verb and as a predicate ("is cruel")."""
    assert callable(within)  # noqa: S101
    words = corpus.words
    at = np.flatnonzero(words >= 0)
    before = np.where(at > 0, words[at - 1], -1)
    after = words[np.minimum(at + 1, len(words) - 1)]

    def there(beside: Ints, flags: Bools) -> Bools:
        return (beside >= 0) & flags[beside]

    ends = (after < 0) | there(after, is_stop)
    determiner, preposition = within(_DETERMINERS), within(_PREPOSITIONS)
    as_noun = ends & ((before >= 0) & (there(before, determiner | preposition) | ~there(before, is_stop)))
    as_verb = there(before, within(_BEFORE_VERBS)) | there(after, determiner)
    as_adjective = ends & there(before, within(_BEFORE_ADJECTIVES))
    total = np.bincount(words[at], minlength=len(corpus.written)) + 1.0
    return tuple(
        np.bincount(words[at], weights=flags.astype(float), minlength=len(corpus.written)) / total
        for flags in (as_noun, as_verb, as_adjective)
    )
