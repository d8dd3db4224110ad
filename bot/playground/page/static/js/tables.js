// The table and data_table blocks.
import { h, keepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { withEmoji } from "./emoji.js";
import { richText, richWords } from "./richtext.js";
import { locale, t } from "./texts.js";

function words(cell) {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "object") return String(cell);
  if (cell.type === "rich_text") return richWords(cell);
  return String(cell.text?.text ?? cell.text ?? cell.value ?? "");
}

function show(cell) {
  if (cell?.type === "rich_text") return richText(cell);
  return withEmoji(words(cell));
}

const isNumber = (cell) =>
  cell?.type === "raw_number" || (cell?.type !== "rich_text" && /^[-−+]?[\d.,\s]*\d\s*(%|★)?$/.test(words(cell)));
const numberOf = (cell) =>
  typeof cell?.value === "number"
    ? cell.value
    : Number.parseFloat(
        words(cell)
          .replace("−", "-")
          .replace(/[^\d.-]/g, ""),
      );

function scroller(label, table) {
  return h("div", { class: "table-scroll", tabindex: 0, role: "group", "aria-label": label }, table);
}

/** Return the node of a table block: its first row is the head. */
export function tableBlock(block) {
  const settings = block.column_settings || [];
  const look = (at) =>
    `align-${{ left: "start", right: "end" }[settings[at]?.align] || settings[at]?.align || "start"}${settings[at]?.is_wrapped ? " wrapped" : ""}`;
  const [head = [], ...rest] = block.rows || [];
  const line = (tag) => (row) =>
    h("tr", {}, ...row.map((cell, at) => h(tag, { class: look(at), scope: tag === "th" ? "col" : null }, show(cell))));
  return scroller(
    t("table.name"),
    h("table", { class: "table" }, h("thead", {}, line("th")(head)), h("tbody", {}, ...rest.map(line("td")))),
  );
}

/** Return the node of a data_table block: sortable, in pages, with its caption. */
export function dataTable(block, element) {
  const [head = [], ...rows] = block.rows || [];
  const perPage = block.page_size || 5;
  const rowHead = block.row_header_column_index ?? 0;
  const numeric = head.map((_, at) => rows.length > 0 && rows.every((row) => !words(row[at]) || isNumber(row[at])));
  const columns = head.map((_, at) => at);
  let sorted = { by: null, up: true };
  let page = 0;
  const box = h("div", { class: "data-table", data: { focusKey: "data-table" } });

  const order = () => {
    if (sorted.by === null) return rows;
    const { by, up } = sorted;
    const compare = numeric[by]
      ? (a, b) => (numberOf(a[by]) || 0) - (numberOf(b[by]) || 0)
      : (a, b) => words(a[by]).localeCompare(words(b[by]), locale(), { numeric: true });
    return [...rows].sort((a, b) => (up ? compare(a, b) : compare(b, a)));
  };
  const header = (at) => {
    const on = sorted.by === at;
    const press = () => {
      sorted = { by: at, up: on ? !sorted.up : !numeric[at] };
      page = 0;
      draw();
    };
    return h(
      "th",
      {
        scope: "col",
        class: numeric[at] ? "align-end" : "align-start",
        "aria-sort": on ? (sorted.up ? "ascending" : "descending") : "none",
      },
      h(
        "button",
        { type: "button", class: on ? "sort on" : "sort", data: { focusKey: `sort-${at}` }, on: { click: press } },
        words(head[at]),
        icon(on ? (sorted.up ? "up" : "down") : "sort", 14),
      ),
    );
  };
  const cell = (row, at) =>
    h(
      at === rowHead ? "th" : "td",
      { scope: at === rowHead ? "row" : null, class: numeric[at] ? "align-end" : "align-start wrapped" },
      row[at]?.type === "action" && element
        ? (row[at].elements || [row[at].element]).filter(Boolean).map(element)
        : show(row[at]),
    );
  const draw = () =>
    keepingFocus(box, () => {
      const pages = Math.max(1, Math.ceil(rows.length / perPage));
      const visible = order().slice(page * perPage, (page + 1) * perPage);
      const turn = (by, label, name, off) =>
        h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": label,
            disabled: off,
            data: { focusKey: `turn-${by}` },
            on: {
              click: () => {
                page += by;
                draw();
              },
            },
          },
          icon(name, 16),
        );
      const foot =
        pages > 1
          ? h(
              "div",
              { class: "pager" },
              h(
                "span",
                { role: "status" },
                t("table.rows", {
                  first: page * perPage + 1,
                  last: Math.min(rows.length, (page + 1) * perPage),
                  all: rows.length,
                }),
              ),
              turn(-1, t("table.before"), "back", page === 0),
              turn(1, t("table.after"), "next", page >= pages - 1),
            )
          : null;
      box.replaceChildren(
        ...[
          scroller(
            block.caption || t("table.name"),
            h(
              "table",
              { class: "table" },
              h("caption", {}, block.caption),
              h("thead", {}, h("tr", {}, ...columns.map(header))),
              h("tbody", {}, ...visible.map((row) => h("tr", {}, ...columns.map((at) => cell(row, at))))),
            ),
          ),
          foot,
        ].filter(Boolean),
      );
    });
  draw();
  return box;
}
