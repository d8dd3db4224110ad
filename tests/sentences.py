"""The bot's sentences for tests: `EN("results.gate", rated=0)` is what somebody reads, whatever its words are now."""

from bot.texts import texts_for

EN = texts_for("en-US")
ES = texts_for("es-MX")
