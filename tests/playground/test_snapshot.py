"""Snapshots: the workspace of the end is there at the next start."""

import asyncio
import json
import threading
from pathlib import Path

import pytest

from bot.playground import PlaygroundServer
from bot.playground.state import snapshot
from bot.playground.state.snapshot import SnapshotError
from tests.playground.fixture_app import FixtureWorkspace, button, modal, open_workspace, section, text_input
from tests.whole_bot import PATIENCE_S


async def test_a_workspace_goes_on_where_it_ended(workspace: FixtureWorkspace, tmp_path: Path) -> None:
    root = await workspace.web.chat_postMessage(
        channel=workspace.general,
        text="root",
        blocks=[section("root", accessory=button())],
        metadata={"event_type": "digest", "event_payload": {}},
    )
    await workspace.ben.says("reply", "general", thread_ts=root["ts"], files=[{"name": "a.txt"}])
    await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="psst")
    await workspace.web.views_publish(user_id="UANA", view={"type": "home", "blocks": [section("home")]})
    view = await workspace.modal(workspace.ana, modal(text_input()))
    await workspace.ana.inputs(view, "text", "half a")
    path = tmp_path / "slack.json"
    workspace.slack.save(path)

    async with open_workspace() as other:
        other.slack.load(path)
        ana = other.slack.person("UANA")
        assert [each.text for each in ana.sees(workspace.general)] == ["root", "psst"]
        assert [each.text for each in ana.sees(workspace.general, thread_ts=root["ts"])] == ["root", "reply"]
        assert ana.home is not None
        assert ana.reads(ana.home) == "home"
        assert ana.member.group == "Students"
        history = await other.web.conversations_history(channel=workspace.general, include_all_metadata=True)
        assert history["messages"][0]["metadata"]["event_type"] == "digest"
        assert ana.view is not None
        assert await ana.submits(values={"words": "half a sentence"})
        card = other.slack.channel(workspace.general).messages[root["ts"]]
        assert await ana.clicks(card, card.blocks[0]["accessory"]["action_id"])
        later = await other.web.chat_postMessage(channel=workspace.general, text="later")
        assert float(later["ts"]) > float(root["ts"])


async def test_a_workspace_writes_itself_down_after_each_change(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "slack.json"
    first = PlaygroundServer(save_to=path)
    first.add_person("Ana", "UANA")
    await first.start()
    await first.person("UANA").says("Remember me")
    await first.stop()
    assert json.loads(path.read_text())["version"] == 2
    assert [each.name for each in path.parent.iterdir()] == ["slack.json"]

    second = PlaygroundServer(save_to=path)
    assert [each.text for each in second.person("UANA").dm()] == ["Remember me"]


async def test_a_change_is_on_the_disk_before_the_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.state.snapshot.PAUSE_S", 0.01)
    path = tmp_path / "slack.json"
    async with open_workspace() as workspace:
        workspace.slack.autosave(path)
        await workspace.ana.says("Hello")
        async with asyncio.timeout(PATIENCE_S):
            while not path.exists():  # noqa: ASYNC110 - a file notifies nobody
                await asyncio.sleep(0.01)
        assert "Hello" in path.read_text()


async def test_a_stop_in_the_middle_of_a_write_waits_for_it_and_keeps_what_came_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, writing, may_end = tmp_path / "slack.json", asyncio.Event(), threading.Event()
    loop, write = asyncio.get_running_loop(), snapshot.write

    def write_slowly(target: Path, text: str) -> None:
        loop.call_soon_threadsafe(writing.set)
        assert may_end.wait(PATIENCE_S)
        write(target, text)

    monkeypatch.setattr(snapshot, "PAUSE_S", 0.01)
    async with open_workspace() as workspace:
        autosave = snapshot.Autosave(workspace.slack.world, path)
        autosave.start()
        monkeypatch.setattr(snapshot, "write", write_slowly)
        await workspace.ana.says("The first")
        await asyncio.wait_for(writing.wait(), PATIENCE_S)
        await workspace.ana.says("The last")
        stopping = asyncio.create_task(autosave.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        monkeypatch.setattr(snapshot, "write", write)
        may_end.set()
        await asyncio.wait_for(stopping, PATIENCE_S)
        assert "The last" in path.read_text()
    assert [each.name for each in path.parent.iterdir()] == ["slack.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"version": 2}', '{"version": 9}'])
def test_a_file_that_is_no_workspace_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "slack.json"
    path.write_text(content)
    with pytest.raises(SnapshotError, match="no workspace"):
        PlaygroundServer().load(path)


async def test_a_write_that_fails_is_made_up_for_at_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, failed = tmp_path / "slack.json", asyncio.Event()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(snapshot, "PAUSE_S", 0.0)
    playground = PlaygroundServer(save_to=path)
    ana = playground.add_person("Ana", "UANA")
    await playground.start()

    def is_full(*_: object) -> None:
        loop.call_soon_threadsafe(failed.set)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "write", is_full)
        await ana.says("Remember me")
        async with asyncio.timeout(PATIENCE_S):
            await failed.wait()
    written = asyncio.Event()
    write = snapshot.write

    def writes(where: Path, text: str) -> None:
        write(where, text)
        loop.call_soon_threadsafe(written.set)

    monkeypatch.setattr(snapshot, "write", writes)
    await ana.says("And me")
    async with asyncio.timeout(PATIENCE_S):
        await written.wait()
    assert "Remember me" in path.read_text()
    await playground.stop()
