"""Personal details in what people write: telephone numbers, e-mail addresses, names of people of the workspace."""

from bot.core.personal.contacts import find_contacts
from bot.core.personal.detail import EMAIL, PERSON, PHONE, Detail
from bot.core.personal.names import NameIndex, find_names

__all__ = ["EMAIL", "PERSON", "PHONE", "Detail", "NameIndex", "find_contacts", "find_names"]
