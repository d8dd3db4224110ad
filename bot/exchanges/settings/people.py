"""A setting that names people of the workspace."""

import re
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import UserError
from bot.exchanges.settings.setting import Setting
from bot.slack.blocks import Block, plain_text
from bot.texts import Texts

PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")
_MENTION = re.compile(r"<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Setting):
    """People of the workspace, by their Slack ids with spaces between. max_people: that can be chosen."""

    max_people: int
    is_optional: bool = True

    def element(self, texts: Texts, value: Any) -> Block:
        """Return a list of people to choose from."""
        block: dict[str, Any] = {
            "type": "multi_users_select",
            "action_id": self.block_id,
            "placeholder": plain_text(texts(f"draft_form.{self.name}.placeholder")),
            "max_selected_items": self.max_people,
        }
        if value:
            block["initial_users"] = str(value).split()
        return block

    def to_raw(self, value: Any) -> Any:
        """Return the ids."""
        return str(value).split()

    def parse(self, chosen: Any) -> Any:
        """Return the ids of the people who were chosen."""
        people = list(dict.fromkeys(chosen or []))
        if not all(isinstance(each, str) and PERSON.fullmatch(each) for each in people):
            raise UserError(f"draft_form.{self.name}.unknown")
        if len(people) > self.max_people:
            raise UserError(f"draft.too_many.{self.name}", n=len(people), max=self.max_people)
        return " ".join(people)

    def parse_words(self, written: str) -> Any:
        """Return the ids of the people who were mentioned; none for the flag's word that means nobody."""
        if self.flag and self.flag.value_of(written.lower().strip()) in self.flag.values:
            return ""
        names = written.replace(",", " ").split()
        found = [_MENTION.fullmatch(each) for each in names]
        if not found or not all(found):
            raise UserError(f"draft_form.{self.name}.unknown")
        return self.parse([each[1] for each in found if each])

    def show(self, texts: Texts, value: Any) -> str:
        """Return the people as Slack shows them."""
        return ", ".join(f"<@{each}>" for each in str(value).split()) or texts("draft_form.empty")
