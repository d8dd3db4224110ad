"""The list of comments, whatever there is and is asked for: all that fit, each once, in order, over all pages."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.published import About, GroupCell, PublicComment, PublicStars, PublicTheme, Published
from bot.results.page.comment_list import ANSWERED, PAGE, SORTS, Choice, Index, cell_of, fold, read_choice
from storage.answers import Answer
from storage.public_counts import PublicCounts

GROUPS = ("Students", "Parents")
WORDS = ("autobús", "Autobus", "ÉCOLE", "ecole", "lunch", "#12", "ñandú", "straße", "")
ABOUT = About(
    slug="x",
    question="Q?",
    background="",
    star_meaning="agree",
    language="en",
    zone="UTC",
    groups=GROUPS,
    asked=0,
    is_anonymous=True,
    opened_at=None,
    closes_at=None,
    closed_at=None,
    is_open=False,
    min_group_size=5,
    ratings_for_stars=5,
    min_ratings_by_group=10,
    has_strict_protection=False,
    moderation="post",
)

stars = st.floats(1, 5).map(lambda value: round(value, 1))


@st.composite
def comments(draw: st.DrawFn) -> tuple[PublicComment, ...]:
    numbers = draw(st.lists(st.integers(1, 400), unique=True, max_size=70))
    made = []
    for number in sorted(numbers):
        shown = draw(st.one_of(st.none(), stars))
        cells = [GroupCell(group, draw(stars), 10) for group in GROUPS if shown is not None and draw(st.booleans())]
        made.append(
            PublicComment(
                number=number,
                text=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=4))),
                why="",
                language=draw(st.sampled_from(["en", "es", ""])),
                is_seed=False,
                shared_on=date(2026, 11, draw(st.integers(1, 9))),
                theme=draw(st.sampled_from([None, 1, 2])),
                stars=None if shown is None else PublicStars(shown, shown, shown, draw(st.sampled_from([5, 10, 40]))),
                by_group=tuple(cells),
                spread=draw(st.one_of(st.none(), stars)),
            )
        )
    return tuple(made)


def published(some: tuple[PublicComment, ...]) -> Published:
    themes = tuple(PublicTheme(number, f"T{number}", "named", "en", (), None, None) for number in (1, 2))
    answers = tuple(Answer(each.number, "We look into it.", "planned") for each in some if is_answered(each))
    return Published(ABOUT, PublicCounts(), comments=some, themes=themes, answers=answers)


def is_answered(each: PublicComment) -> bool:
    return each.number % 3 == 0


choices = st.builds(
    Choice,
    search=st.sampled_from(["", "autobus", "AUTOBÚS", "école lunch", "nandu", "#7", "zzz"]),
    sort=st.sampled_from(SORTS),
    theme=st.sampled_from([0, 1, 2, -1]),
    group=st.sampled_from(["", *GROUPS]),
    language=st.sampled_from(["", "en", "es"]),
    answered=st.sampled_from(["", *ANSWERED]),
)


def fits(each: PublicComment, choice: Choice) -> bool:
    words = fold(choice.search).split()
    is_found = all(word in fold(each.text) for word in words) or choice.search == f"#{each.number}"
    in_theme = choice.theme in {0, each.theme or -1}
    rated = not choice.group or cell_of(each, choice.group) is not None
    is_wanted = choice.answered in {"", "yes" if is_answered(each) else "no"}
    return is_found and in_theme and rated and is_wanted and choice.language in {"", each.language}


def value_of(each: PublicComment, choice: Choice) -> Any:
    cell = cell_of(each, choice.group) if choice.group else None
    return {
        "stars": cell.stars if cell else each.stars and each.stars.stars,
        "newest": each.shared_on.toordinal(),
        "bridging": each.lowest_by_group,
        "divided": each.spread,
        "most_rated": cell.ratings if cell else each.stars and each.stars.ratings,
    }[choice.sort]


@settings(max_examples=120, deadline=None)
@given(some=comments(), choice=choices)
def test_pages_hold_what_fits_each_once_and_in_order(some: tuple[PublicComment, ...], choice: Choice) -> None:
    index = Index(published(some))
    seen: list[PublicComment] = []
    listing = index.search(choice)
    while True:
        assert listing.before == len(seen)
        assert len(listing.comments) == min(PAGE, listing.total - len(seen))
        seen += listing.comments
        if not listing.next:
            break
        listing = index.search(choice.change(after=listing.next))
    assert {each.number for each in seen} == {each.number for each in some if fits(each, choice)}
    assert len(seen) == listing.total
    values = [value_of(each, choice) for each in seen]
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known, "comments without it come last"
    assert known == sorted(known, reverse=True)


@settings(max_examples=60, deadline=None)
@given(some=comments(), choice=choices, data=st.data())
def test_what_goes_between_two_pages_shifts_nothing(
    some: tuple[PublicComment, ...], choice: Choice, data: st.DataObject
) -> None:
    first = Index(published(some)).search(choice)
    if not first.next:
        return
    gone = data.draw(st.sampled_from(sorted(each.number for each in first.comments)))
    left = tuple(each for each in some if each.number != gone)
    second = Index(published(left)).search(choice.change(after=first.next))
    unchanged = Index(published(some)).search(choice.change(after=first.next))
    assert second.comments == unchanged.comments, "no comment is skipped or shown twice"


@given(
    query=st.dictionaries(st.sampled_from(["q", "sort", "theme", "group", "language", "after"]), st.text(max_size=50))
)
def test_any_address_means_something(query: dict[str, str]) -> None:
    found = published((PublicComment(3, "autobús", "", "es", is_seed=False, shared_on=date(2026, 11, 1)),))
    choice = read_choice(query, found)
    assert Index(found).search(choice).total <= 1
    assert read_choice(choice.query(), found).change() == choice.change()
