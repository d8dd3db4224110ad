// Slack's emoji by name, loaded from the server.
import { h } from "./dom.js";
import { t } from "./texts.js";

// Without the table the page still works: codes are shown as text.
const table = await fetch("/static/emoji.json").then(
  (answer) => (answer.ok ? answer.json() : {}),
  () => ({}),
);
const NAMES = new Map(Object.entries(table));
const FIRST_TONE = 0x1f3fb;
const PICTURE = /^\ufe0f/;

/** Return the emoji of a Slack name such as `+1` or `+1::skin-tone-3`, or null. */
export function emojiOf(name) {
  const [bare, tone] = name.split("::skin-tone-");
  const sign = NAMES.get(bare);
  if (!sign || !tone) return sign || null;
  const [first, ...rest] = [...sign];
  return first + String.fromCodePoint(FIRST_TONE + Number(tone[0]) - 2) + rest.join("").replace(PICTURE, "");
}

/** Replace codes by emoji in text for an input field. */
export const drawCodes = (text) =>
  text.replace(/:([a-z0-9_+'-]+(?:::skin-tone-\d(?:-\d)?)?):/g, (code, name) => emojiOf(name) || code);

/** Return the node of :name:, or the text itself when the name is unknown. */
export function emoji(name) {
  const sign = emojiOf(name);
  if (!sign) return `:${name}:`;
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": t("block.emoji", { name: name.replaceAll("_", " ") }), title: `:${name}:` },
    sign,
  );
}

/** Return plain text with its :names: as emoji nodes. */
export function withEmoji(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(/:([a-z0-9_+'-]+(?:::skin-tone-\d(?:-\d)?)?):/g)) {
    if (!emojiOf(match[1])) continue;
    out.push(text.slice(from, match.index), emoji(match[1]));
    from = match.index + match[0].length;
  }
  out.push(text.slice(from));
  return out.filter((part) => part !== "");
}
