// Conversion of typed text before it is sent: @Real Names become mentions. The playground does the rest, as Slack does.
import { channelOf, nameOf, world } from "./state.js";
import { drawCodes } from "./emoji.js";
import { plain } from "./mrkdwn.js";

/** Replace the names that the composer offers by mentions in typed text. */
export function encode(text) {
  let out = text;
  const people = [...world.people, { id: world.app.bot_user_id, real_name: world.app.name }]
    .filter((person) => person.real_name)
    .sort((a, b) => b.real_name.length - a.real_name.length);
  for (const person of people) {
    const name = person.real_name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    out = out.replace(
      new RegExp(`(^|[\\s(])@${name}(?![\\p{L}\\p{N}_])`, "giu"),
      (_, before) => `${before}<@${person.id}>`,
    );
  }
  return out;
}

/** Return a message's text as its author would see it in an editor. */
export function readable(text) {
  const words = plain(
    String(text ?? "")
      .replace(/<@([UWB][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#([CGD][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${channelOf(id)?.name || name || ""}`)
      .replace(/<((?:https?|mailto|tel):[^|>]*)(?:\|([^>]*))?>/g, (_, address, words) => words || address),
  );
  return drawCodes(words);
}
