"""Errors that a person sees: a message id and its parameters, put into words where they are shown."""

from collections.abc import Mapping
from typing import Any

from bot.core.errors import InputError


class UserError(InputError):
    """Something expected that cannot be done. The sentence is `texts.error(error)`, in the reader's language.

    code: the sentence's id in the catalogue. params: its parameters; somebody's words in them are escaped already.
    block_id: the field of a form that it is about.
    """

    def __init__(self, code: str, *, block_id: str | None = None, **params: Any) -> None:
        super().__init__(code, **params)
        self.block_id = block_id


class FormError(UserError):
    """Everything that is wrong in a form, shown at once. errors: at least one; each names its field.

    Where a form cannot show them, as in the reply to a command, it is the sentences of all, one under the other.
    """

    def __init__(self, errors: Mapping[str, UserError]) -> None:
        first = next(iter(errors.values()))
        super().__init__(first.code, block_id=next(iter(errors)), **first.params)
        self.errors = errors
