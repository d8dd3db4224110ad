"""Profanity, in a few languages: such words are in no headline and no key sentence."""

from bot.core.themes.stopwords import words_of

_PROFANE = words_of(
    """
    arse arsehole arseholes ass asses asshole assholes bastard bastards bitch bitches bitching bloody bollocks bugger
    bullshit cock cocks crap crappy cunt cunts damn damned dick dickhead dicks dumbass dyke fag faggot faggots fags fuck
    fucked fucker fuckers fuckin fucking fucks goddamn jackass motherfucker motherfuckers motherfucking nigga niggas
    nigger niggers paki piss pissed prick pricks pussies pussy retard retarded retards shit shite shits shitty slut
    sluts spastic tits tranny twat wank wanker wankers whore whores wtf stfu cabrón cabrones carajo chingar coño
    gilipollas hijueputa joder maricón maricones mierda pendejo pendejos polla puta putas puto putos arsch arschloch
    arschlöcher fick ficken fotze hurensohn kacke scheiße scheiss scheisse scheißegal wichser блять блядь ебать пидор
    пиздец пизда сука хуй хуйня connard enculé merde putain salope caralho porra
    """
)


def is_profane(word: str) -> bool:
    """Return whether a word, as written, is profanity."""
    return bare(word) in _PROFANE


def bare(word: str) -> str:
    """Return a word in lower case without a possessive ending."""
    return word.casefold().removesuffix("'s")
