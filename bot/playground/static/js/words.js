// Between what people type and what Slack sends: @names and #channels become tokens, and signs are escaped.
import { channelOf, nameOf, world } from "./state.js";
import { plain } from "./mrkdwn.js";

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function swap(text, sign, names) {
  let out = text;
  for (const [name, token] of [...names].sort((a, b) => b[0].length - a[0].length)) {
    if (!name) continue;
    const found = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    out = out.replace(new RegExp(`(^|[\\s(])${sign}${found}(?![\\p{L}\\p{N}_])`, "giu"), (_, before) => `${before}${token}`);
  }
  return out;
}

/** Return what a person typed as Slack would send it. */
export function encode(text) {
  const people = world.people.flatMap((person) => [
    [escape(person.real_name || ""), `<@${person.id}>`],
    [escape(person.name || ""), `<@${person.id}>`],
  ]);
  const channels = world.channels.filter((channel) => channel.kind !== "im").map((channel) => [escape(channel.name), `<#${channel.id}>`]);
  return swap(swap(escape(text), "@", people), "#", channels);
}

/** Return a message's text as its author would see it in an editor. */
export function readable(text) {
  return plain(
    String(text ?? "")
      .replace(/<@([UWB][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id) => `@${nameOf(id)}`)
      .replace(/<#([CGD][A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id, name) => `#${channelOf(id)?.name || name || ""}`)
      .replace(/<((?:https?|mailto)[^|>]*)(?:\|[^>]*)?>/g, "$1"),
  );
}
