// One message of a conversation.
import { perform, whileBusy } from "./acts.js";
import { blockNodes } from "./blocks.js";
import { confirmFirst, toast } from "./dialogs.js";
import { h, spoken } from "./dom.js";
import { t } from "./texts.js";
import { encode, readable } from "./words.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { openMenu } from "./popover.js";
import { senderOf, world } from "./state.js";
import { clock, dateOf, fullTime, when } from "./time.js";

const KINDS = {
  "image/": "message.picture",
  "text/": "message.text",
  "application/pdf": "message.pdf",
  "video/": "message.video",
  "audio/": "message.sound",
};

const kindOf = (type = "") => t(Object.entries(KINDS).find(([start]) => type.startsWith(start))?.[1] || "message.file");

function files(message) {
  if (!message.files?.length) return null;
  return h(
    "ul",
    { class: "files" },
    ...message.files.map((file) =>
      h(
        "li",
        { class: "file" },
        icon("file", 22),
        h(
          "span",
          {},
          h("strong", {}, file.name || file.title || t("message.file")),
          h("span", { class: "file-kind" }, kindOf(file.mimetype)),
        ),
      ),
    ),
  );
}

/** Return the node to append the edited mark to: the last text, if the message ends in text. */
function lastLine(body) {
  const last = body.querySelector(":scope > .text, :scope > .block:last-child .text:last-child");
  return last?.lastElementChild?.matches(".flow") ? last.lastElementChild : last || body;
}

function content(message, channel) {
  const container = { type: "message", channel, ts: message.ts, is_ephemeral: Boolean(message.ephemeral) };
  const body = h("div", { class: "content" });
  // Typed messages have a rich_text block of plain runs; their `text` has mentions and formatting.
  const typed = !message.bot_id && message.text;
  if (message.blocks?.length && !typed)
    body.append(...blockNodes(message.blocks, { container, values: {}, surface: "message" }));
  else if (message.text)
    body.append(
      h(
        "div",
        { class: /^(channel_(join|leave)|tombstone)$/.test(message.subtype || "") ? "text said-by-slack" : "text" },
        ...mrkdwn(message.text),
      ),
    );
  for (const attachment of message.attachments || []) {
    body.append(
      h(
        "div",
        { class: "attachment" },
        attachment.blocks
          ? blockNodes(attachment.blocks, { container, values: {}, surface: "message" })
          : h("div", { class: "text" }, ...mrkdwn(attachment.text || attachment.fallback || "")),
      ),
    );
  }
  if (message.edited) lastLine(body).append(h("span", { class: "edited" }, ` ${t("message.edited")}`));
  return body;
}

function threadSummary(message, onThread) {
  if (!message.reply_count) return null;
  const words = t("message.replies", { n: message.reply_count });
  const last = message.latest_reply ? t("message.last_reply", { when: when(dateOf(message.latest_reply)) }) : "";
  const faces = (message.reply_users || []).slice(0, 4).map((id) => avatar(id, 24));
  return h(
    "button",
    {
      type: "button",
      class: "thread-summary",
      data: { testid: "thread-summary", focusKey: "thread" },
      on: { click: () => onThread(message) },
    },
    faces,
    h("span", { class: "thread-count" }, words),
    last && h("span", { class: "thread-last" }, spoken(", "), last),
    icon("next", 14),
  );
}

function edit(node, message, channel) {
  const body = node.querySelector(".content");
  const area = h("textarea", {
    class: "input",
    "aria-label": t("message.edit_label"),
    rows: 2,
    value: readable(message.text),
  });
  const stop = () => {
    form.replaceWith(body);
    node.focus();
  };
  const save = h("button", { type: "submit", class: "button primary" }, t("message.save"));
  const form = h(
    "form",
    { class: "edit-form" },
    area,
    h(
      "div",
      { class: "edit-foot" },
      h("button", { type: "button", class: "button", on: { click: stop } }, t("message.cancel")),
      save,
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!area.value.trim()) return;
    const result = await whileBusy(save, () =>
      perform("edit", { channel, ts: message.ts, text: encode(area.value.trim()) }),
    );
    if (result?.ok && form.isConnected) stop();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  body.replaceWith(form);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

async function remove(message, channel) {
  const sure = await confirmFirst({
    title: t("message.delete_title"),
    text: t("message.delete_text"),
    confirm: t("message.delete"),
    deny: t("message.cancel"),
    style: "danger",
  });
  if (sure) await perform("delete", { channel, ts: message.ts });
}

function copy(message) {
  navigator.clipboard?.writeText(readable(message.text)).then(
    () => toast(t("message.copied"), { kind: "info" }),
    () => toast(t("message.not_copied")),
  );
}

function menuOf(node, message, { channel, onThread, onDismiss }) {
  const mine = message.user === world.as && !message.bot_id;
  const isGone = message.ephemeral || message.subtype === "tombstone";
  const shortcuts = isGone ? [] : world.shortcuts.filter((shortcut) => shortcut.type === "message");
  return [
    !message.ephemeral &&
      onThread && { label: t("message.reply"), icon: icon("reply"), run: () => onThread(message, true) },
    { label: t("message.copy"), icon: icon("copy"), run: () => copy(message) },
    ...shortcuts.map((shortcut) => ({
      label: shortcut.name,
      detail: world.app.name,
      icon: icon("bolt"),
      data: { testid: `shortcut-${shortcut.callback_id}`, callbackId: shortcut.callback_id },
      run: () => perform("message_shortcut", { callback_id: shortcut.callback_id, channel, ts: message.ts }),
    })),
    mine && {
      label: t("message.edit"),
      icon: icon("pencil"),
      data: { testid: "edit-message" },
      run: () => edit(node, message, channel),
    },
    mine && {
      label: t("message.delete_title"),
      icon: icon("trash"),
      danger: true,
      data: { testid: "delete-message" },
      run: () => remove(message, channel),
    },
    message.ephemeral && { label: t("message.dismiss"), icon: icon("close"), run: () => onDismiss?.(message) },
  ];
}

function toolbar(node, message, how) {
  const name = t("message.actions");
  const more = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": name,
      title: name,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      data: { testid: "message-menu", focusKey: "menu" },
    },
    icon("more"),
  );
  more.addEventListener("click", () => openMenu(more, menuOf(node, message, how), { label: name }));
  const reply =
    how.onThread && !message.ephemeral
      ? h(
          "button",
          {
            type: "button",
            class: "icon-button",
            "aria-label": t("message.reply"),
            title: t("message.reply"),
            data: { testid: "reply-in-thread", focusKey: "reply" },
            on: { click: () => how.onThread(message, true) },
          },
          icon("reply"),
        )
      : null;
  return h("div", { class: "toolbar", role: "group", "aria-label": name }, reply, more);
}

/** Return the node of one message. compact: the one before is by the same sender and only moments older. */
export function messageItem(message, how) {
  const sender = senderOf(message);
  const date = dateOf(message.ts);
  const timeNode = (css) => h("time", { class: css, datetime: date.toISOString(), title: fullTime(date) }, clock(date));
  const node = h("div", {
    class: `message${how.compact ? " compact" : ""}${message.ephemeral ? " ephemeral" : ""}`,
    role: "article",
    tabindex: -1,
    "aria-label": [
      sender.app ? t("message.by_app", { name: sender.name }) : sender.name,
      clock(date),
      ...(message.ephemeral ? [t("message.only_you")] : []),
    ].join(", "),
    data: { testid: "message", ts: message.ts, sender: sender.id },
  });
  node.append(
    h("div", { class: "gutter" }, how.compact ? timeNode("side-time") : avatar(sender.id, 36, sender)),
    h(
      "div",
      { class: "message-body" },
      message.ephemeral && h("div", { class: "only-you" }, icon("eye", 14), t("message.only_you")),
      !how.compact &&
        h(
          "div",
          { class: "message-head" },
          h(
            "span",
            {},
            h("span", { class: "sender" }, sender.name),
            sender.app && h("span", { class: "app-badge" }, t("message.badge")),
          ),
          timeNode("time"),
        ),
      content(message, how.channel),
      files(message),
      how.onThread && threadSummary(message, how.onThread),
    ),
    toolbar(node, message, how),
  );
  return node;
}
