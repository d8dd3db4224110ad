"""`starling workspace`: the operator sees which workspaces there are, takes one away as files, and deletes one."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.__main__ import main
from storage.models import metadata
from storage.session import Storage
from tests.stories.digest_helpers import SIX, announced, rate
from tests.stories.exchange_helpers import opened
from tests.stories.installing import open_installing, tenant_of
from tests.stories.moderating import shared
from tests.whole_bot import SECRET

NORTH, SOUTH = "What keeps us safe at North?", "What do we eat at South?"


@pytest.fixture
async def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The database of a bot that was stopped: North uninstalled the app, South has it. Tenants by team."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STARLING_SECRET_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/starling.sqlite")
    async with open_installing(tmp_path) as it:
        for where, question in ((it.north, NORTH), (it.south, SOUTH)):
            await it.install(where)
            await opened(where, question=question)
        await shared(it.north, "Ana", "A crossing guard at the gate")
        released = await announced(it.south, *SIX)
        await rate(it.south, released, Lunch_longer=[0, 0, 0, 1, 9], Door_locked=[0, 0, 5, 0, 4])
        await it.rounds()
        await it.north.slack.uninstall()
        await it.settle()
        return {each.slack.team_id: await tenant_of(it, each) for each in (it.north, it.south)}


async def rows_of(tmp_path: Path, tenant_id: int) -> int:
    storage = Storage(f"sqlite+aiosqlite:///{tmp_path}/starling.sqlite")
    count = 0
    async with storage.read() as db:
        for table in metadata.sorted_tables:
            query = select(func.count()).select_from(table).where(table.c.tenant_id == tenant_id)
            count += int((await db.execute(query)).scalar_one())
    await storage.close()
    return count


def read_all(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.glob("starling.sqlite*")))


def run(capsys: pytest.CaptureFixture[str], *line: str, of: str = "workspace") -> tuple[int, str, str]:
    """Run a command in a thread of its own event loop; return its exit code, output and errors."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        code = pool.submit(main, [*([of] if of else []), *line]).result()
    shown = capsys.readouterr()
    return code, shown.out, shown.err


async def test_the_list_names_each_workspace_and_the_day_on_which_one_that_left_is_deleted(
    there: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(there) == 2
    code, out, _ = run(capsys, "list")
    north, south = out.splitlines()
    assert code == 0
    assert north.startswith("T0NORTH")
    assert "1 exchange, 1 open" in north
    assert "uninstalled; everything is deleted on 20" in north
    assert "South High" in south
    assert south.endswith("2 exchanges, 2 open      installed")


async def test_an_export_has_a_bundle_of_each_exchange_of_that_workspace_alone(
    there: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert there
    out = tmp_path / "out"
    assert run(capsys, "export", "T0SOUTH", "--out", str(out))[0] == 1, "there is no such folder"
    out.mkdir()
    code, shown, _ = run(capsys, "export", "T0SOUTH", "--out", str(out))
    assert code == 0
    [bundle] = out.iterdir()
    assert bundle.name in shown
    assert len(shown.splitlines()) == 2, "the one without a release is named too"
    words = bundle.read_bytes()
    assert b"Lunch longer" in words
    assert b"crossing guard" not in words
    assert run(capsys, "verify", str(bundle), of="")[0] == 0, "it proves itself"


async def test_a_workspace_is_deleted_once_its_id_is_written_and_no_other(
    there: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (("T0SOUTH",), ("T0SOUTH", "--confirm", "T0NORTH"), ("T0NOSUCH", "--confirm", "T0NOSUCH")):
        code, _, errors = run(capsys, "delete", *line)
        assert code == 1
        assert "starling: " in errors
    kept = await rows_of(tmp_path, there["T0SOUTH"])
    assert kept > 10
    code, out, errors = run(capsys, "delete", "T0NORTH", "--confirm", "T0NORTH")
    assert (code, out) == (0, "T0NORTH is deleted.\n")
    assert "1 exchange(s)" in errors
    assert await rows_of(tmp_path, there["T0NORTH"]) == 0
    assert await rows_of(tmp_path, there["T0SOUTH"]) == kept
    assert b"crossing guard" not in read_all(tmp_path), "the words are in no file either"
