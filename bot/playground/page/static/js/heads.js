// The head of a channel: its name, and the start of its messages.
import { h } from "./dom.js";
import { icon, starling } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { world } from "./state.js";
import { number, t } from "./texts.js";

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
          { class: "members", title: t("channel.members", { n: people }) },
          icon("people", 16),
          h("span", { "aria-hidden": "true" }, number(people)),
          h("span", { class: "spoken" }, t("channel.members", { n: people })),
        )
      : null,
  );
}

/** Return the introduction before the first message. */
export function channelStart(channel, messages) {
  if (messages.length >= MAX_MESSAGES) return h("p", { class: "start" }, t("channel.earlier"));
  return h(
    "div",
    { class: "start" },
    h(
      "div",
      { class: "start-mark" },
      channel.kind === "im" ? starling(56) : icon(channel.kind === "private" ? "lock" : "hash", 30),
    ),
    h("h2", {}, channel.kind === "im" ? t("app.start", { app: world.app.name }) : t("channel.begins", { channel: channel.name })),
    h(
      "p",
      {},
      channel.kind === "im"
        ? t("app.private", { app: world.app.name })
        : messages.length
          ? channel.topic || t("channel.public")
          : t("channel.empty"),
    ),
  );
}
