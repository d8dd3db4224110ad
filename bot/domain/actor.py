"""The actor: the person behind a request, and by what they are found in an exchange."""

from dataclasses import dataclass, field

from bot.keys import ExchangeKey
from bot.texts import Texts, texts_for
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.seals import PersonKey


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, as Slack signed it."""

    tenant_id: int
    workspace: str  # team id of the installation, part of every HMAC: it stays when the workspace joins an organisation
    slack_user_id: str
    is_stranger: bool  # of another organisation, in a channel shared with it (Slack Connect)
    locale: str | None = field(default=None, compare=False)  # as Slack writes it, "es-MX"; None where it is not known
    usual_language: str | None = field(default=None, compare=False)  # of their workspace, where theirs is not known

    @property
    def texts(self) -> Texts:
        """The sentences in this person's language."""
        return texts_for(self.locale or self.usual_language)

    def texts_about(self, exchange: Exchange) -> Texts:
        """Return the sentences in this person's language; where that is not known, in the exchange's."""
        return texts_for(self.locale or exchange.language)

    def scope(self, exchange_id: int) -> ExchangeScope:
        """Return what queries inside an exchange of this person's workspace take."""
        return ExchangeScope(self.tenant_id, exchange_id)

    def person(self, key: ExchangeKey) -> PersonKey:
        """Return by what this person is found in the exchange of that key."""
        return key.person(self.workspace, self.slack_user_id)
