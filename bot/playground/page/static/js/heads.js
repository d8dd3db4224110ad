// The head of a channel: its name, and the start of its messages.
import { h } from "./dom.js";
import { icon, starling } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { world } from "./state.js";

export const MAX_MESSAGES = 300; // latest messages that are loaded at once

/** Return the line with a channel's name, topic and number of people. */
export function channelHead(channel) {
  const people = typeof channel.members === "number" ? channel.members : channel.members?.length;
  return h(
    "div",
    { class: "place-head" },
    h("h1", {}, icon(channel.kind === "private" ? "lock" : "hash"), channel.name),
    channel.topic ? h("p", { class: "topic" }, ...mrkdwn(channel.topic)) : h("span", { class: "topic" }),
    people
      ? h(
          "span",
          { class: "members", title: `${people} members` },
          icon("people", 16),
          h("span", {}, String(people)),
          h("span", { class: "spoken" }, " members"),
        )
      : null,
  );
}

/** Return the introduction before the first message. */
export function channelStart(channel, messages) {
  if (messages.length >= MAX_MESSAGES) return h("p", { class: "start" }, "What was written earlier is not shown here.");
  return h(
    "div",
    { class: "start" },
    h(
      "div",
      { class: "start-mark" },
      channel.kind === "im" ? starling(56) : icon(channel.kind === "private" ? "lock" : "hash", 30),
    ),
    h("h2", {}, channel.kind === "im" ? `You and ${world.app.name}` : `This is where #${channel.name} begins`),
    h(
      "p",
      {},
      channel.kind === "im"
        ? `Only you and ${world.app.name} can read what is written here.`
        : messages.length
          ? channel.topic || "Everybody in this channel can read what is written here."
          : "Nobody has written here yet. Be the first: say hello.",
    ),
  );
}
