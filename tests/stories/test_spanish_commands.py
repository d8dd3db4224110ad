"""A moderator whose Slack is in Spanish runs an exchange in Spanish words; all words are understood from everybody."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.playground.people.person import Person
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only, reply_text
from tests.whole_bot import Playground


@pytest.fixture
def rosa(playground: Playground) -> Person:
    """A moderator in Mexico City."""
    return playground.person("Rosa", locale="es-MX", tz="America/Mexico_City", is_admin=True)


def in_mexico(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(ZoneInfo("America/Mexico_City")).strftime("%a %H:%M")


async def test_an_exchange_runs_in_spanish_words(playground: Playground, rosa: Person) -> None:
    line = '/exchange nueva "¿Qué nos mantiene seguros?" --cierra="el viernes a las 5 de la tarde" --estrellas=acuerdo'
    assert "America/Mexico_City" in await reply_text(playground, line, rosa), "the answer names the zone of the times"
    draft = await only(playground)
    assert (in_mexico(draft.closes_at), draft.star_meaning) == ("Fri 17:00", "agree")

    await reply_text(playground, "/exchange abrir ahora", rosa)
    assert (await only(playground)).is_open
    await reply_text(playground, "/exchange prorrogar nunca", rosa)
    assert (await only(playground)).closes_at is None
    await reply_text(playground, "/exchange ampliar próximo sábado a las 9", rosa)
    assert in_mexico((await only(playground)).closes_at) == "Sat 09:00"
    assert "America/Mexico_City" in await reply_text(
        playground, '/exchange resumen cada "lunes y jueves a las 9 de la mañana"', rosa
    )
    await reply_text(playground, "/exchange cerrar mañana a mediodía", rosa)
    assert in_mexico((await only(playground)).closes_at).endswith("12:00")


async def test_what_is_no_time_is_answered_in_the_language_of_who_wrote_it(
    playground: Playground, rosa: Person
) -> None:
    await reply_text(playground, '/exchange new "How is lunch?"')
    for written in ("en un rato", "in a while", "luego", "soon"):
        line = f"/exchange extend {written}"
        assert ES("times.unreadable", written=written) in await reply_text(playground, line, rosa)
        assert EN("times.unreadable", written=written) in await reply_text(playground, line)
    assert ES("times.past_word", written="ayer") in await reply_text(playground, "/exchange extend ayer", rosa)
    assert EN("times.past_word", written="ayer") in await reply_text(playground, "/exchange extend ayer")
    no_such_day = {"month": 2, "year": "2027", "days": 28}
    assert ES("times.no_such_day", **no_such_day) in await reply_text(playground, "/exchange extend 2027-02-30", rosa)
    assert EN("times.no_such_day", **no_such_day) in await reply_text(playground, "/exchange extend 2027-02-30")
    assert (await only(playground)).closes_at is None, "nothing was guessed"


async def test_a_command_that_cannot_be_read_is_answered_in_spanish(playground: Playground, rosa: Person) -> None:
    command = "/exchange cerrar"
    assert ES("grammar.no_flags", command=command, flag="ya") in await reply_text(playground, f"{command} --ya", rosa)
    form = "`/exchange tema unir t3 t5`"
    assert ES("grammar.theme_form", form=form) in await reply_text(playground, "/exchange tema unir t3", rosa)
    assert ES("times.schedule") in await reply_text(playground, "/exchange resumen cada luego", rosa)
    assert "`/exchange cerrar`" in await reply_text(playground, "/exchange cerrra", rosa), "did you mean"
    assert ES("guide.example", example=ES("commands.close.example", form="/exchange cerrar")) in await reply_text(
        playground, "/exchange ayuda cerrar", rosa
    )


async def test_new_names_the_zone_only_where_a_time_was_written(playground: Playground) -> None:
    playground.moderator.member.tz = "America/New_York"
    assert "America/New_York" in await reply_text(playground, '/exchange new "How is lunch?" --close="in 9d"')
    assert "America/New_York" not in await reply_text(playground, '/exchange new "How is gym?"')
    assert "America/New_York" in await reply_text(
        playground, '/exchange new "Why?" --open=now --close="in 9d" --slug=why'
    )
