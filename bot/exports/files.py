"""Public files: CSV tables in a ZIP file, XLSX and JSON, each made of the document alone.

No file holds a time of its making: the same release makes the same bytes.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.published_document import Document
from bot.domain.released_figures import canonical
from bot.domain.tables import Cell, csv_of
from bot.exports.tables import make_tables
from storage.enums import ExportForm

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can hold
_XLSX_LENGTH = 32_767  # characters of a cell
_CUT = "… (cut)"
_WIDTHS = {"text": 80, "why": 40, "value": 80, "name": 30, "root": 66}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file. ending: of its name; notes: what who takes it has to know, in English."""

    data: bytes
    ending: str
    notes: Sequence[str] = ()


def make_csv(document: Document) -> ExportFile:
    """Return a ZIP file with one CSV file a table, in UTF-8 with its mark, as spreadsheets expect it."""
    return ExportFile(zip_files({f"{each.name}.csv": csv_of(each) for each in make_tables(document)}), "zip")


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file that says nothing of when it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return target.getvalue()


def make_json(document: Document) -> ExportFile:
    """Return the document as canonical JSON."""
    return ExportFile(canonical(document), "json")


def make_xlsx(document: Document) -> ExportFile:
    """Return a workbook with one sheet a table. Texts are written as texts; one that a cell cannot hold is cut."""
    import xlsxwriter

    target, notes = io.BytesIO(), []
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(*_NO_TIME), "title": document["exchange"]["question"][:255]})  # noqa: DTZ001 - the file's format knows no zone
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        for table in make_tables(document):
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            for place, name in enumerate(table.columns):
                sheet.set_column(place, place, _WIDTHS.get(name, 14))
                sheet.write_string(0, place, name, head)
            for line, row in enumerate(table.rows, start=1):
                for place, value in enumerate(row):
                    if _write(sheet, line, place, value, text):
                        notes.append(f"{table.name}, row {line + 1}, {table.columns[place]}: cut, too long for a cell")
    return ExportFile(target.getvalue(), "xlsx", notes)


def _write(sheet: Any, line: int, place: int, value: Cell, text: object) -> bool:
    """Write a cell; say whether it was cut."""
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value)
    elif value:
        is_cut = len(value.encode("utf-16-le")) // 2 > _XLSX_LENGTH
        if is_cut:
            value = value.encode("utf-16-le")[: 2 * (_XLSX_LENGTH - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
        sheet.write_string(line, place, value, text)
        return is_cut
    return False


PUBLIC: Mapping[ExportForm, Callable[[Document], ExportFile]] = {
    ExportForm.CSV: make_csv,
    ExportForm.JSON: make_json,
    ExportForm.XLSX: make_xlsx,
}
"""What makes each public form. HTML and PDF are made of the results page (bot/results)."""
