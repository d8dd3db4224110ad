"""What the people of the whole story write and read, in English and in Spanish."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.page.texts import load_texts
from tests.sentences import EN, ES, Sentences, as_shown


@dataclass(frozen=True, slots=True)
class Script:
    """One language of the story.

    locale: Slack's language of everybody who acts. seeds: comments that the moderator begins with.
    mei, denise, jayden: what these three share. typed: words of commands as people type them; English without an entry.
    """

    language: str
    locale: str
    texts: Sentences
    question: str
    background: str
    slug: str
    groups: tuple[str, ...]
    seeds: tuple[str, ...]
    mei: str
    mei_why: str
    denise: str
    jayden: str
    renamed: str
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def student(self) -> str:
        """The group of the students."""
        return self.groups[0]

    @property
    def parent(self) -> str:
        """The group of the parents."""
        return self.groups[1]

    def text(self, code: str, **params: Any) -> str:
        """Return a sentence of the bot's."""
        return self.texts(code, **params)

    def says(self, *codes: str, **params: Any) -> re.Pattern[str]:
        """Return what one of the bot's sentences looks like on the page; parameters not given may be anything."""
        return re.compile("|".join(self.texts.pattern(code, **params) for code in codes))

    def page(self, code: str, **params: Any) -> re.Pattern[str]:
        """Return what a sentence of the page's own looks like; parameters not given may be anything."""
        text = load_texts(self.language)[code]
        forms = [text] if isinstance(text, str) else text.values()
        return re.compile(
            "|".join(as_shown(form, {name: str(value) for name, value in params.items()}) for form in forms)
        )

    def word(self, code: str) -> str:
        """Return a sentence of the page's own that has no parameters."""
        text = load_texts(self.language)[code]
        assert isinstance(text, str)
        return text

    def command(self, words: str) -> str:
        """Return a command as people type it, from its English words."""
        return " ".join(["/exchange", *(self.typed.get(word, word) for word in words.split())])

    def field(self, label: str, *, optional: bool = False) -> str:
        """Return the name of a form's field."""
        return f"{self.text(label)} {self.word('block.optional')}" if optional else self.text(label)


ENGLISH = Script(
    language="en",
    locale="en-US",
    texts=EN,
    question="What would make lunch at school better for you?",
    background="The contract for the kitchen ends in June. What you say goes into the new one. "
    "The menu of this year: https://example.org/menu",
    slug="lunch",
    groups=("Student", "Parent", "Teacher", "Kitchen staff"),
    seeds=(
        "Twenty minutes is too short once you have stood in line.",
        "Let us taste new dishes before they go on the menu.",
        "Please mark what has nuts in it, in large letters.",
        "A quiet room for those who cannot eat in all that noise.",
        "Cheaper second helpings for those who train after school.",
        "Water fountains that work, so that nobody has to buy bottles.",
    ),
    mei="The line is so long that I often skip lunch. Please open the second counter.",
    mei_why="Hungry people learn nothing in the last two lessons.",
    denise="My son eats at 10:50 because of the timetable. That is breakfast, not lunch.",
    jayden="Mr. Lund at the counter is slow, get rid of him",
    renamed="What we all talk about",
)
SPANISH = Script(
    language="es",
    locale="es-LA",
    texts=ES,
    question="¿Qué haría mejor para ustedes el almuerzo en la escuela?",
    background="El contrato de la cocina termina en junio. Lo que digan se incluirá en el nuevo. "
    "El menú de este año: https://example.org/menu",
    slug="almuerzo",
    groups=("Estudiante", "Madre o padre", "Docente", "Personal de cocina"),
    seeds=(
        "Veinte minutos son muy pocos después de hacer la fila.",
        "Dejen que probemos los platos nuevos antes de ponerlos en el menú.",
        "Por favor, indiquen con letras grandes lo que lleva nueces.",
        "Una sala tranquila para quienes no pueden comer con tanto ruido.",
        "Que repetir cueste menos para quienes entrenan después de clases.",
        "Bebederos que funcionen, para que nadie tenga que comprar botellas.",
    ),
    mei="La fila es tan larga que muchas veces me quedo sin almorzar. Abran la segunda ventanilla, por favor.",
    mei_why="Con hambre no se aprende nada en las dos últimas clases.",
    denise="Mi hijo almuerza a las 10:50 por el horario. Eso es un desayuno, no un almuerzo.",
    jayden="El señor Lund de la ventanilla es muy lento, despídanlo",
    renamed="De lo que todos hablamos",
    typed={
        "share": "compartir",
        "help": "ayuda",
        "queue": "cola",
        "status": "estado",
        "digest": "resumen",
        "now": "ahora",
        "close": "cerrar",
    },
)
