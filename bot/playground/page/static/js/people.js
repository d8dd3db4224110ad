// Avatars and names.
import { h } from "./dom.js";
import { starling } from "./icons.js";
import { nameOf, personOf, world } from "./state.js";

const HUES = 12;

function hueOf(id) {
  let sum = 7;
  for (const letter of String(id)) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % HUES;
}

const initials = (name) =>
  name
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0])
    .filter((_, at, all) => at === 0 || at === all.length - 1)
    .join("")
    .toUpperCase()
    .slice(0, 2);

/** Return a person's avatar: initials on a colour of their own. Hidden from screen readers: the name is next to it. */
export function avatar(id, size = 36, { app = false, name } = {}) {
  if (app || id === world.app.bot_user_id)
    return h("span", { class: `avatar app-face size-${size}`, "aria-hidden": "true" }, starling(size));
  const said = name || personOf(id)?.real_name || nameOf(id);
  return h("span", { class: `avatar hue-${hueOf(id)} size-${size}`, "aria-hidden": "true" }, initials(said) || "?");
}
