"""The actor: the person behind a request, and by what they are found in an exchange."""

from dataclasses import dataclass, field

from bot.keys import ExchangeKey
from bot.texts import Texts, texts_for
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from storage.seals import PersonKey


class UsualLanguage:
    """The language for a person whose own Slack does not say: that of the exchange which their request is about.

    Before that is known, and where it is about several whose languages differ, that of the workspace's open exchanges.
    """

    __slots__ = ("language", "of_workspace")

    def __init__(self, of_workspace: str | None) -> None:
        """of_workspace: the language of all its open exchanges, None where they differ."""
        self.of_workspace = of_workspace
        self.language = of_workspace

    def set_subject(self, *about: Exchange) -> None:
        """Note what the request is about."""
        languages = {each.language for each in about}
        self.language = languages.pop() if len(languages) == 1 else self.of_workspace


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request, as Slack signed it."""

    tenant_id: int
    workspace: str  # team id of the installation, part of every HMAC: it stays when the workspace joins an organisation
    slack_user_id: str
    is_stranger: bool  # of another organisation, in a channel shared with it (Slack Connect)
    locale: str | None = field(default=None, compare=False)  # as Slack writes it, "es-MX"; None where it is not known
    usual: UsualLanguage | None = field(default=None, compare=False, repr=False)  # None where their own is known

    @property
    def texts(self) -> Texts:
        """The sentences in this person's language; where it is not known, in that of what their request is about."""
        usual = self.usual.language if self.usual is not None else None
        return texts_for(self.locale or usual)

    def texts_about(self, exchange: Exchange) -> Texts:
        """Return the sentences in this person's language; where that is not known, in the exchange's, from now on."""
        self.set_subject(exchange)
        return texts_for(self.locale or exchange.language)

    def set_subject(self, *about: Exchange) -> None:
        """Note which exchanges the request is about: forms, hints and errors then speak their language.

        Only for who reads in a language that is not known. What loads an exchange for a request calls it.
        """
        if self.usual is not None:
            self.usual.set_subject(*about)

    def scope(self, exchange_id: int) -> ExchangeScope:
        """Return what queries inside an exchange of this person's workspace take."""
        return ExchangeScope(self.tenant_id, exchange_id)

    def person(self, key: ExchangeKey) -> PersonKey:
        """Return by what this person is found in the exchange of that key."""
        return key.person(self.workspace, self.slack_user_id)
