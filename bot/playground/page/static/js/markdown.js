// The markdown block: headings, lists, quotes, code, tables, rules, and inline formatting.
import { h, link } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { inline as slackInline } from "./mrkdwn.js";
import { t } from "./texts.js";

const RULES = [
  [/^\\([\\`*_{}[\]()#+\-.!~|>])/, (m) => m[1]],
  [/^(`+)([\s\S]+?)\1(?!`)/, (m) => h("code", {}, m[2].trim())],
  [/^!\[([^\]]*)\]\(((?:[^()\s]|\([^()\s]*\))+)[^)]*\)/, (m) => link(m[2], m[1] || m[2])],
  [/^\[([^\]]+)\]\(((?:[^()\s]|\([^()\s]*\))+)[^)]*\)/, (m) => link(m[2], ...run(m[1]))],
  [/^\*\*(?=\S)([\s\S]+?\S|\S)\*\*/, (m) => h("strong", {}, ...run(m[1]))],
  [/^__(?=\S)([\s\S]+?\S|\S)__/, (m) => h("strong", {}, ...run(m[1]))],
  [/^~~(?=\S)([\s\S]+?\S|\S)~~/, (m) => h("s", {}, ...run(m[1]))],
  [/^\*(?=\S)([^*]*[^*\s])\*/, (m) => h("em", {}, ...run(m[1]))],
  [/^_(?=\S)([^_]*[^_\s])_(?![\p{L}\p{N}])/u, (m) => h("em", {}, ...run(m[1]))],
  [/^<((?:[@#!]|https?:|mailto:)[^>\n]+)>/, (m) => slackInline(m[0])],
  [/^https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]}'"*_~]/, (m) => link(m[0], m[0])],
];
const STARTS = /[\\`![*_~<h]/;

function run(text) {
  const out = [];
  let words = "";
  let at = 0;
  while (at < text.length) {
    const rest = STARTS.test(text[at]) ? text.slice(at) : null;
    const inWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]) && "_h".includes(text[at]);
    const hit = rest && !inWord && RULES.map(([rule, make]) => [rule.exec(rest), make]).find(([match]) => match);
    if (hit) {
      if (words) out.push(...withEmoji(words));
      words = "";
      out.push(...[hit[1](hit[0])].flat());
      at += hit[0][0].length;
    } else {
      words += text[at];
      at += 1;
    }
  }
  if (words) out.push(...withEmoji(words));
  return out;
}

const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DIVIDES = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

function table(rows) {
  const aligned = cells(rows[1]).map((cell) =>
    cell.endsWith(":") ? (cell.startsWith(":") ? "center" : "end") : "start",
  );
  const line = (tag, row) =>
    h(
      "tr",
      {},
      ...cells(row).map((cell, at) =>
        h(tag, { class: `align-${aligned[at] || "start"}`, scope: tag === "th" ? "col" : null }, ...run(cell)),
      ),
    );
  return h(
    "div",
    { class: "table-scroll", tabindex: 0, role: "group", "aria-label": t("table.name") },
    h(
      "table",
      { class: "table" },
      h("thead", {}, line("th", rows[0])),
      h("tbody", {}, ...rows.slice(2).map((row) => line("td", row))),
    ),
  );
}

function list(rows) {
  const first = ITEM.exec(rows[0]);
  const indent = first[1].length;
  const ordered = /\d/.test(first[2]);
  const items = [];
  for (const row of rows) {
    const match = ITEM.exec(row);
    if (match && match[1].length <= indent) items.push([match[3]]);
    else items.at(-1)?.push(row);
  }
  return h(
    ordered ? "ol" : "ul",
    {
      class: "rich-list",
      start: ordered && Number.parseInt(first[2], 10) !== 1 ? Number.parseInt(first[2], 10) : null,
    },
    ...items.map(([head, ...tail]) => {
      const task = /^\[([ xX])\]\s+(.*)$/.exec(head);
      const said = task ? [task[1] === " " ? "☐ " : "☑ ", ...run(task[2])] : run(head);
      const nested =
        tail.length && ITEM.test(tail[0])
          ? [list(tail)]
          : tail.length
            ? [" ", ...run(tail.map((line) => line.trim()).join(" "))]
            : [];
      return h("li", {}, ...said, ...nested);
    }),
  );
}

/** Return the nodes of a markdown text. Headings become bold lines of their own: the page has its own outline. */
export function markdown(text) {
  const rows = String(text ?? "")
    .replaceAll("\r", "")
    .split("\n");
  const out = [];
  let at = 0;
  const take = (goesOn) => {
    const taken = [];
    while (at < rows.length && goesOn(rows[at])) taken.push(rows[at++]);
    return taken;
  };
  while (at < rows.length) {
    const row = rows[at];
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(row);
    const fence = /^\s*(```|~~~)/.exec(row);
    if (!row.trim()) at += 1;
    else if (fence) {
      at += 1;
      const code = take((line) => !line.trim().startsWith(fence[1]));
      at += 1;
      out.push(h("pre", {}, h("code", {}, code.join("\n"))));
    } else if (heading) {
      at += 1;
      out.push(h("p", { class: `md-heading md-${heading[1].length}` }, ...run(heading[2])));
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) {
      at += 1;
      out.push(h("hr", {}));
    } else if (/^\s*>/.test(row)) {
      out.push(
        h(
          "blockquote",
          {},
          ...markdown(
            take((line) => /^\s*>/.test(line))
              .map((line) => line.replace(/^\s*> ?/, ""))
              .join("\n"),
          ),
        ),
      );
    } else if (row.includes("|") && DIVIDES.test(rows[at + 1] ?? "")) {
      out.push(table(take((line) => line.includes("|"))));
    } else if (ITEM.test(row)) {
      const [, indent, mark] = ITEM.exec(row);
      const same = (line) => {
        const item = ITEM.exec(line);
        return item ? item[1].length > indent.length || /\d/.test(item[2]) === /\d/.test(mark) : /^\s+\S/.test(line);
      };
      out.push(list(take(same)));
    } else {
      const words = take((line) => line.trim() && !/^(#{1,6}\s|\s*>|\s*(```|~~~))/.test(line) && !ITEM.test(line));
      out.push(h("p", {}, ...words.flatMap((line, index) => [index ? h("br") : "", ...run(line.trim())])));
    }
  }
  return out;
}
