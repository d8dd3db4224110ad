// What the composer offers while somebody types: commands, people, channels.
import { avatar } from "./people.js";
import { isModerator, knownCommands, world } from "./state.js";
import { t } from "./texts.js";

const MAX_OFFERS = 8;

/** Return {label, offers, usage} for the text before the caret. */
export function hintsFor(text, caret, inThread) {
  const before = text.slice(0, caret);
  if (/^\/\S*$/.test(before) && !inThread) {
    const offers = knownCommands()
      .filter((one) => one.command.startsWith(before.trim()))
      .map((one) => ({
        label: one.command,
        after: one.usage_hint,
        detail: one.description,
        from: 0,
        insert: `${one.command} `,
        face: one.isSlacks ? null : avatar(world.app.bot_user_id, 24, { app: true }),
        whose: one.isSlacks ? t("composer.of_slack") : world.app.name,
      }));
    return { label: t("composer.commands"), offers };
  }
  const word = /(^|[\s(])([@#])([^\s@#]*(?: [^\s@#]*)?)$/u.exec(before);
  if (word) {
    const typed = word[3].toLowerCase();
    const from = before.length - word[3].length - 1;
    const offers = word[2] === "@" ? [...people(typed, from), ...groups(typed, from)] : channels(typed, from);
    if (offers.length) return { label: t(word[2] === "@" ? "composer.people" : "composer.channels"), offers: offers.slice(0, MAX_OFFERS) };
  }
  const named = text.startsWith("/") && !inThread && knownCommands().find((one) => text.startsWith(`${one.command} `));
  return { label: "", offers: [], usage: named ? `${named.command} ${named.usage_hint || ""}` : "" };
}

function people(typed, from) {
  const app = { id: world.app.bot_user_id, real_name: world.app.name, name: world.app.name, group: t("people.app") };
  return [...world.people, app]
    .filter((person) =>
      `${person.real_name} ${person.name}`
        .toLowerCase()
        .split(/\s/)
        .some((part, at, all) => all.slice(at).join(" ").startsWith(typed)),
    )
    .map((person) => ({
      label: person.real_name || person.name,
      detail: person.group || (isModerator(person) ? t("people.moderator") : ""),
      from,
      insert: `@${person.real_name || person.name} `,
      face: avatar(person.id, 24),
    }));
}

function groups(typed, from) {
  return world.userGroups
    .filter((group) => `${group.handle} ${group.name}`.toLowerCase().split(" ").some((part) => part.startsWith(typed)))
    .map((group) => ({ label: `@${group.handle}`, detail: group.name, from, insert: `@${group.handle} ` }));
}

function channels(typed, from) {
  return world.channels
    .filter((channel) => channel.kind !== "im" && channel.name.startsWith(typed))
    .map((channel) => ({ label: `#${channel.name}`, from, insert: `#${channel.name} ` }));
}
