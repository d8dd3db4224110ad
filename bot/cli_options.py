"""Options of the commands that bring conversations in and take results away; their code is imported when they run."""

import argparse

Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names the class nowhere else


def add_import(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling import`."""
    imports = commands.add_parser("import", help="bring in a conversation of another system").add_subparsers(
        title="formats", metavar="FORMAT", required=True
    )
    polis = imports.add_parser(
        "polis",
        help="a folder in Polis export form",
        description="Reads comments.csv, votes.csv and summary.csv of a folder: agree is five stars, pass three, "
        "disagree one; of a person's votes on a comment the last one counts. Where a row cannot be read, all such rows "
        "are listed and nothing is stored.",
    )
    polis.add_argument("folder", metavar="FOLDER", help="folder with comments.csv and votes.csv, or a ZIP file of them")
    _add_common(polis)
    polis.set_defaults(run=_import_polis)
    survey = imports.add_parser(
        "csv",
        help="comments, or comments with their ratings, in one CSV file",
        description="The columns of Decidim, LimeSurvey, Qualtrics and Google Forms are known by name; --map says what "
        "other columns mean: text, title, why, id, author, group, time, and, where each row is one rating, rater and "
        "stars. Where a row cannot be read, all such rows are listed and nothing is stored.",
    )
    survey.add_argument("file", metavar="FILE", help="the file, with one line of headings")
    survey.add_argument(
        "--map", nargs="+", action="extend", default=[], metavar="MEANING=COLUMN",
        help='what a column means, such as text="What would help?"',
    )  # fmt: skip
    survey.add_argument("--question", metavar="TEXT", help="what was asked (default: the heading, or the file's name)")
    _add_common(survey)
    survey.set_defaults(run=_import_csv)


def add_compute(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling compute`."""
    compute = commands.add_parser(
        "compute",
        help="find the themes and scores of an exchange now",
        description="Does what the running bot does by itself: finds the themes of an exchange and makes the release "
        "of figures that is due. For an imported conversation, which no running bot looks after.",
    )
    _add_exchange(compute)
    compute.set_defaults(run=_compute)


def add_link(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling link`."""
    link = commands.add_parser(
        "link",
        help="show the address of the page with an exchange's results",
        description="The page of an imported conversation, or of an exchange whose moderators chose a page: everybody "
        "who has the address can read it while starling serve runs. It needs STARLING_BASE_URL.",
    )
    _add_exchange(link)
    either = link.add_mutually_exclusive_group()
    either.add_argument("--new", action="store_true", help="another address; the old one stops working at once")
    either.add_argument("--off", action="store_true", help="no address works any more")
    link.set_defaults(run=_link)


def add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling export`."""
    export = commands.add_parser(
        "export",
        help="take the results of an exchange away as a file",
        description="csv: a ZIP file with one CSV file a table; xlsx: a workbook with one sheet a table; html: the "
        "results page as one file; pdf: the same as a report to print, where the extra is installed (pip install "
        "'starling[pdf]'); json: the documented form of docs/exports.md; bundle: the same with what proves it, for "
        "starling verify. All of them hold what everybody may see, and nothing else. polis, and bundle with --full, "
        "hold each person's pattern of ratings without names: they are made after a warning that has to be confirmed.",
    )
    _add_exchange(export)
    export.add_argument(
        "--as",
        dest="form",
        required=True,
        choices=["csv", "xlsx", "json", "html", "pdf", "bundle", "polis"],
        help="in which form",
    )
    export.add_argument("--out", required=True, metavar="FILE", help="the file, which is replaced")
    export.add_argument("--full", action="store_true", help="with --as bundle: ratings and noise as well")
    export.add_argument("--yes", action="store_true", help="the warning about a full form is read and accepted")
    export.set_defaults(run=_export)


def add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling verify`."""
    check = commands.add_parser(
        "verify",
        help="check a bundle: that nobody changed it, and that its numbers follow from its figures",
        description="Needs no database. With --root it refuses every file that is not of the release whose root stands "
        "in the digest.",
    )
    check.add_argument("file", metavar="FILE", help="the bundle")
    check.add_argument("--root", metavar="HASH", help="the root of the release, as the digest or the checkpoint has it")
    check.set_defaults(run=_verify)


def add_backup(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling backup` and `starling restore`."""
    backup = commands.add_parser(
        "backup",
        help="write the whole database to one file, checked, while the bot runs",
        description="SQLite: one moment of the database, without what was deleted. PostgreSQL: pg_dump, restored into "
        "a database of its own and counted. The file is there only when it is whole and checked, for its owner alone. "
        "Exit code 0: it is. 1: there is none, and one line says why.",
    )
    backup.add_argument("file", metavar="FILE", help="where to")
    backup.add_argument("--replace", action="store_true", help="take the place of a file that is there")
    backup.add_argument(
        "--count-only",
        action="store_true",
        help="PostgreSQL: count the archive's rows, where the role may not make a database to restore it into",
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore",
        help="put a backup in the place of the database",
        description="Stop the bot first. Into an empty database, unless --replace is said; whole or not at all.",
    )
    restore.add_argument("file", metavar="FILE", help="a file of starling backup")
    restore.add_argument("--replace", action="store_true", help="lose what the database holds now")
    restore.set_defaults(run=_restore)
    for each in (backup, restore):
        each.add_argument("--pg-bin", metavar="FOLDER", help="where pg_dump and pg_restore are (default: along PATH)")


def add_workspace(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `starling workspace`."""
    parsers = commands.add_parser("workspace", help="list workspaces; export or delete one of them").add_subparsers(
        title="actions", metavar="ACTION", required=True
    )
    parsers.add_parser("list", help="each with its exchanges, and when one that left is deleted").set_defaults(
        run=_workspace, action="list"
    )
    export = parsers.add_parser("export", help="a bundle of each of its exchanges, as starling export makes them")
    export.add_argument("workspace", metavar="ID", help="its team id, T…")
    export.add_argument("--out", required=True, metavar="FOLDER", help="where the files go; those there are replaced")
    export.set_defaults(run=_workspace, action="export")
    delete = parsers.add_parser(
        "delete",
        help="everything that the database has of it",
        description="Deletes a workspace for good, once its id is written again. With SQLite stop the bot first.",
    )
    delete.add_argument("workspace", metavar="ID", help="its team id, T…")
    delete.add_argument("--confirm", metavar="ID", help="the same id again, where nobody can be asked")
    delete.set_defaults(run=_workspace, action="delete")


def _add_exchange(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("exchange", metavar="EXCHANGE", help="its short name or id")
    parser.add_argument("--workspace", metavar="ID", help="its workspace, where several have such an exchange")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", metavar="FILE", help="write what was stored as JSON, replacing the file")
    parser.add_argument(
        "--workspace", default="local", metavar="ID", help="the workspace it goes to, by its team id (default: local)"
    )
    parser.add_argument("--slug", metavar="NAME", help="its short name (default: made from the file's)")
    parser.add_argument("--dry-run", action="store_true", help="only read, and say what would be stored")


def _import_polis(chosen: argparse.Namespace) -> int:
    from bot.cli_import import run_polis

    return run_polis(chosen)


def _import_csv(chosen: argparse.Namespace) -> int:
    from bot.cli_import import run_csv

    return run_csv(chosen)


def _export(chosen: argparse.Namespace) -> int:
    from bot.cli_export import run

    return run(chosen)


def _verify(chosen: argparse.Namespace) -> int:
    from bot.cli_verify import run

    return run(chosen)


def _link(chosen: argparse.Namespace) -> int:
    from bot.cli_link import run

    return run(chosen)


def _workspace(chosen: argparse.Namespace) -> int:
    from bot.cli_workspace import run

    return run(chosen)


def _compute(chosen: argparse.Namespace) -> int:
    from bot.cli_compute import run

    return run(chosen)


def _backup(chosen: argparse.Namespace) -> int:
    from bot.cli_backup import run_backup

    return run_backup(chosen)


def _restore(chosen: argparse.Namespace) -> int:
    from bot.cli_backup import run_restore

    return run_restore(chosen)
