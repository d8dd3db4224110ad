"""Events of a run: which themes are new, split, merged, with the figures that decided them."""

from collections.abc import Mapping, Sequence

from bot.core.themes.stabilise import Move
from bot.core.themes.state import Event, LastingTheme


def list_events(before: Mapping[int, LastingTheme], members: set[int], moves: Sequence[Move]) -> list[Event]:
    """Return the events since the themes of before. members: the themes with comments now."""
    events = list[Event]()
    for number in sorted(members - set(before)):
        came = sorted((move for move in moves if move[2] == number), reverse=True)
        if came:
            size, start, _, gain = came[0]
            evidence = {"comments": float(size), "gain": round(gain, 3)}
            events.append(Event("split", number, start, evidence))
        else:
            events.append(Event("new", number))
    for number in sorted(set(before) - members):
        went = sorted((move for move in moves if move[1] == number), reverse=True)
        if went and not before[number].is_decided:
            size, _, goal, gain = went[0]
            events.append(Event("merge", number, goal, {"comments": float(size), "gain": round(gain, 3)}))
    return events
