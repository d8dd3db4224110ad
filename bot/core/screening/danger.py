"""Words that somebody may be in danger: self-harm, abuse, threats, weapons; in English and Spanish.

Recall before precision: a comment that is held for nothing waits for a person's look, and one that is missed may be a
child's only call. Lists know phrases and no meaning: they miss what is said in other words (`docs/safety.md`).
"""

import re

from bot.core.screening.match import Lists, Match, Rule, fold, load_pattern

_STEM = 4  # letters that "suicide", "suicidal" and "suicidio" share

_TOPIC = re.compile(
    r"prevent\w*|prevenc\w+|awareness|hotline|poster|cartel\w*|curricul\w*|train\w*|capacit\w*|workshop\w*|taller\w*|"
    r"teach\w*|enseñ\w+|lesson\w*|class on|clase de|clase sobre|counsel\w*|consejer\w*|know whom|campaign|campaña"
)
"""Words of those who speak about it as a topic; they excuse a bare mention, and nothing said in the first person."""


def find_danger(text: str, *, question: str = "") -> list[Match]:
    """Return the phrases that say that somebody may be in danger, each once.

    question: of the exchange. A bare word that the question uses itself, such as "suicide", is no sign in an answer.
    """
    folded = fold(text)
    found = [each[0] for name in (Lists.DANGER_EN, Lists.DANGER_ES) for each in load_pattern(name).finditer(folded)]
    if not _TOPIC.search(folded):
        asked = {each[0][:_STEM] for each in load_pattern(Lists.DANGER_BARE).finditer(fold(question))}
        bare = [each[0] for each in load_pattern(Lists.DANGER_BARE).finditer(folded)]
        found += [each for each in bare if each[:_STEM] not in asked]
    return [Match(Rule.DANGER, each) for each in dict.fromkeys(found)]
