// Slack's mrkdwn as DOM nodes. Nothing is parsed as HTML.
import { h, link, safeUrl } from "./dom.js";
import { emoji, emojiOf } from "./emoji.js";
import { channelOf, groupName, isKnown, nameOf, placeLink, publish, world } from "./state.js";
import { t } from "./texts.js";
import { dateToken } from "./time.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
export const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

const WORD = /[\p{L}\p{N}]/u;
// Soft hyphen, zero-width space, word joiner: inside a mark, at its edge, they keep Slack from formatting.
const HIDDEN = /[\u00ad\u200b\u2060\ufeff]/;
const MARKS = { "*": "strong", _: "em", "~": "s" };

export function mention(id, fallback) {
  const me = id === world.as;
  return h(
    "span",
    { class: me ? "mention mention-me" : "mention" },
    `@${(!isKnown(id) && fallback) || nameOf(id)}`,
  );
}

export function channelMention(id, fallback) {
  return h("span", { class: "mention" }, `#${channelOf(id)?.name || fallback || t("shell.a_channel")}`);
}

export const groupMention = (id, fallback) => h("span", { class: "mention" }, groupName(id, fallback));

export const broadcast = (range) => h("span", { class: "mention mention-all" }, `@${range}`);

function dateNode(body, label) {
  const [, seconds, pattern, address] = body.split("^");
  const text = dateToken(seconds, plain(pattern || "")) || plain(label || "");
  return address ? link(plain(address), text) : h("span", { class: "date" }, text);
}

/** Return a link to the app's Home, which opens on this page. */
function appLink(query, label) {
  const own = world.channels.find((channel) => channel.kind === "im");
  if (!own || query.get("id") !== world.app.id) return h("span", {}, ...label);
  const tab = query.get("tab") || "home";
  const node = h("a", { href: placeLink(own.id, { tab }) }, ...label);
  node.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    publish("go", { id: own.id, tab });
  });
  return node;
}

/** Return the node of the content between < and >. */
function special(inside) {
  const bar = inside.indexOf("|");
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : inside.slice(bar + 1);
  if (/^@[UWB]/.test(body)) return mention(body.slice(1), label);
  if (/^#[CGD]/.test(body)) return channelMention(body.slice(1), label);
  if (body.startsWith("!date^")) return dateNode(body, label);
  if (body.startsWith("!subteam^")) return groupMention(body.split("^")[1], plain(label));
  if (/^!(here|channel|everyone)$/.test(body)) return broadcast(body.slice(1));
  if (body.startsWith("!")) return h("span", {}, plain(label || body.slice(1)));
  if (/^slack:\/\/app\?/.test(body))
    return appLink(new URL(plain(body)).searchParams, label ? inline(label) : [plain(body)]);
  if (!safeUrl(plain(body)))
    return label && /^[a-z]+:/i.test(body) ? h("span", {}, plain(label)) : `<${plain(inside)}>`;
  return link(plain(body), ...(label ? inline(label) : [plain(body.replace(/^mailto:/, ""))]));
}

/** Return the end of the mark that starts at `at`, or -1. Code and <…> in between are skipped. */
function closing(text, at) {
  const mark = text[at];
  const before = text[at - 1];
  const after = text[at + 1];
  if (!after || /\s/.test(after) || HIDDEN.test(after) || after === mark || (before && WORD.test(before))) return -1;
  for (let here = at + 1; here < text.length; here += 1) {
    if (text[here] === "<") {
      const end = text.indexOf(">", here);
      if (end > 0) here = end;
    } else if (text[here] === "`" && !HIDDEN.test(text[here + 1] || "")) {
      const end = text.indexOf("`", here + 1);
      if (end > 0) here = end;
    } else if (text[here] === "\n") {
      return -1;
    } else if (
      text[here] === mark &&
      !/\s/.test(text[here - 1]) &&
      !HIDDEN.test(text[here - 1]) &&
      !(text[here + 1] && WORD.test(text[here + 1]))
    ) {
      return here;
    }
  }
  return -1;
}

/** Return the nodes of a run of text: formatting, code, mentions, links, emoji. */
export function inline(text) {
  const out = [];
  let words = "";
  const flush = () => {
    if (words) out.push(plain(words));
    words = "";
  };
  const push = (node) => {
    flush();
    out.push(node);
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "<") {
      const end = text.indexOf(">", at);
      if (end > at + 1) {
        push(special(text.slice(at + 1, end)));
        at = end;
        continue;
      }
    } else if (sign === "`") {
      const end = text.indexOf("`", at + 1);
      if (end > at + 1 && !HIDDEN.test(text[at + 1]) && !text.slice(at, end).includes("\n")) {
        push(h("code", {}, plain(text.slice(at + 1, end))));
        at = end;
        continue;
      }
    } else if (sign === ":") {
      const match = /^:([a-z0-9_+'-]+(?:::skin-tone-\d(?:-\d)?)?):/.exec(text.slice(at, at + 100));
      if (match && emojiOf(match[1])) {
        push(emoji(match[1]));
        at += match[0].length - 1;
        continue;
      }
    } else if (MARKS[sign]) {
      const end = closing(text, at);
      if (end > 0) {
        push(h(MARKS[sign], {}, ...inline(text.slice(at + 1, end))));
        at = end;
        continue;
      }
    } else if (sign === "h" && !(text[at - 1] && WORD.test(text[at - 1]))) {
      const match = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]}'"*_~]/.exec(text.slice(at));
      if (match) {
        push(link(plain(match[0]), plain(match[0])));
        at += match[0].length - 1;
        continue;
      }
    }
    words += sign;
  }
  flush();
  return out;
}

const BULLET = /^(\s*)([•◦▪‣–-]|\d{1,3}[.)])\s+(.*)$/;
const QUOTE = /^(?:&gt;|>) ?(.*)$/;

/** Return the nodes of some lines: quotes and hanging list lines are blocks, the rest flows. */
function lines(text) {
  const out = [];
  let quoted = null;
  let flowing = [];
  const flush = () => {
    // A blank line before a block needs a line break of its own, or the browser drops it.
    if (flowing.length && flowing.at(-1) === "") flowing.push("");
    if (flowing.length)
      out.push(h("span", { class: "flow" }, ...flowing.flatMap((line, index) => [index ? "\n" : "", ...inline(line)])));
    flowing = [];
  };
  const endQuote = () => {
    if (quoted) out.push(h("blockquote", {}, ...lines(quoted.join("\n"))));
    quoted = null;
  };
  for (const line of text.split("\n")) {
    const quote = QUOTE.exec(line);
    if (quote) {
      flush();
      (quoted ||= []).push(quote[1]);
      continue;
    }
    endQuote();
    const item = BULLET.exec(line);
    if (item) {
      flush();
      const deep = Math.min(3, Math.floor(item[1].length / 2));
      out.push(
        h(
          "span",
          { class: `hanging deep-${deep}` },
          h("span", { class: "marker" }, item[2] === "-" ? "-" : item[2]),
          h("span", {}, ...inline(item[3])),
        ),
      );
    } else {
      flowing.push(line);
    }
  }
  endQuote();
  while (flowing.at(-1) === "") flowing.pop();
  flush();
  return out;
}

/** Return the nodes of a whole mrkdwn text. */
export function mrkdwn(text) {
  const out = [];
  String(text ?? "")
    .split(/```\n?([\s\S]+?)\n?```\n?/)
    .forEach((part, index) => {
      if (index % 2) out.push(h("pre", {}, h("code", {}, plain(part))));
      else if (part) out.push(...lines(part));
    });
  return out;
}

/** Return mrkdwn as plain text, for accessible names. */
export function bareWords(text) {
  const box = h("div", {}, ...mrkdwn(text));
  return box.textContent.trim();
}
