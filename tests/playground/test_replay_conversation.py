"""A folder is read into acts in order; anything wrong with it is reported in one line."""

from pathlib import Path

import pytest

from bot.playground.replay.conversation import Click, Share, read_conversation
from bot.settings import SettingsError
from tests.playground.replaying import TEXTS, recorded, tiny_conversation, write_conversation


def test_people_act_in_order_of_time_and_the_later_click_counts(tmp_path: Path) -> None:
    read = read_conversation(tiny_conversation(tmp_path))
    assert read.question == "What would make our school better?"
    assert [act.at for act in read.acts] == sorted(act.at for act in read.acts)
    assert {share.comment: share.text for share in read.shares} == {key: TEXTS[key] for key in "0123"}
    assert sum(isinstance(act, Click) for act in read.acts) == 10
    assert read.expected == {
        ("b", "0"): 5,
        ("c", "0"): 5,
        ("d", "0"): 3,
        ("a", "1"): 5,
        ("c", "1"): 3,
        ("d", "1"): 1,
        ("b", "2"): 3,
        ("d", "2"): 5,
        ("a", "3"): 1,
    }
    assert sorted(read.people) == ["a", "b", "c", "d"]


def test_a_click_before_its_comment_waits_for_it_and_clicks_keep_their_order(tmp_path: Path) -> None:
    votes = [(50, "0", "b", 1), (40, "0", "b", -1), (30, "0", "c", 0)]
    read = read_conversation(write_conversation(tmp_path, [(100, "0", "a", 1, "Late")], votes))
    assert isinstance(read.acts[0], Share)
    assert [act.person for act in read.acts] == ["a", "c", "b", "b"]
    assert read.expected == {("b", "0"): 5, ("c", "0"): 3}, "the file's order is not the order of time"


def test_an_empty_comment_is_no_comment(tmp_path: Path) -> None:
    folder = write_conversation(tmp_path, [(1, "0", "a", 1, "  "), (2, "1", "a", 1, "Words")], [(3, "0", "b", 1)])
    assert [act.comment for act in read_conversation(folder).acts] == ["1"]


def test_without_a_summary_the_folder_names_the_question(tmp_path: Path) -> None:
    folder = tiny_conversation(tmp_path / "school")
    (folder / "summary.csv").unlink()
    assert read_conversation(folder).question == "school"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("comments.csv", None, "comments.csv does not exist", id="no comments"),
        pytest.param("votes.csv", None, "votes.csv does not exist", id="no votes"),
        pytest.param("votes.csv", b"timestamp,comment-id,vote\n", "lacks the column voter-id", id="a missing column"),
        pytest.param("votes.csv", b"", "lacks the column timestamp", id="an empty file"),
        pytest.param("comments.csv", b"\xff\xfe\x00", "cannot be read as CSV", id="no text"),
        pytest.param("votes.csv", b"timestamp,comment-id,voter-id,vote\n1,0,b,2\n", "not '2'", id="an unknown vote"),
        pytest.param("votes.csv", b"timestamp,comment-id,voter-id,vote\nnow,0,b,1\n", "'now'", id="a wrong time"),
    ],
)
def test_a_missing_folder_is_reported_in_one_line(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    folder = tiny_conversation(tmp_path)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(SettingsError) as error:
        read_conversation(folder)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "kept", "ratings", "people"),
    [  # from the README beside the data
        ("london.youth.policing", 36, 614, 27),
        ("15-per-hour-seattle", 31, 2_818, 337),
        ("bg2050-volunteers", 316, 13_365, 124),
        ("scoop-hivemind.affordable-housing", 119, 14_649, 378),
        ("vtaiwan.uberx", 119, 49_229, 1_912),
    ],
)
def test_recorded_conversations_have_the_size_that_their_readme_says(
    name: str, kept: int, ratings: int, people: int
) -> None:
    read = read_conversation(recorded("conversations", name))
    assert (len(read.shares), len(read.expected), len(read.people)) == (kept, ratings, people)
