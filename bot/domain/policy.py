"""Who may do what in a workspace: one table, read at every act; docs/decisions/0037-roles.md.

A person has one role, which the database holds (bot/domain/roles.py); admins of the workspace in Slack are owners.
Nothing that was clicked ever says what somebody may do.
"""

from collections.abc import Mapping
from enum import StrEnum

from storage.enums import Office


class Act(StrEnum):
    """What takes a role."""

    SEE = "see"  # which exchanges there are, their state and their results, before others see these
    EXPORT = "export"  # the public forms of results as files, and the log of moderation
    DANGER = "danger"  # cases where somebody may be in danger
    MODERATE = "moderate"  # what waits, decisions, appeals, answers
    RUN = "run"  # make exchanges, open and close them, their themes and digests
    OWN = "own"  # give and take roles, services outside, the deletion of an exchange


POLICY: Mapping[Act, frozenset[str]] = {
    Act.SEE: frozenset({Office.OWNER, Office.MODERATOR, Office.SAFETY, Office.ANALYST, Office.VIEWER}),
    Act.EXPORT: frozenset({Office.OWNER, Office.MODERATOR, Office.ANALYST}),
    Act.DANGER: frozenset({Office.OWNER, Office.MODERATOR, Office.SAFETY}),
    Act.MODERATE: frozenset({Office.OWNER, Office.MODERATOR}),
    Act.RUN: frozenset({Office.OWNER, Office.MODERATOR}),
    Act.OWN: frozenset({Office.OWNER}),
}
"""Which roles may do each act. Participants, and people without a role, may do none of them."""

EVERYWHERE = frozenset({Office.OWNER, Office.MODERATOR, Office.SAFETY, Office.ANALYST})
"""Roles that see exchanges of channels that the person is not in. A viewer sees those of their own channels."""

FOR_GUESTS = frozenset({Office.VIEWER})
"""Roles that a guest of the workspace may have. Bots and people of other organisations may have none."""


def may(role: str | None, act: Act) -> bool:
    """Say whether a role may do something."""
    return role in POLICY[act]
