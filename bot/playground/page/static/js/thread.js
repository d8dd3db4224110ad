// The thread next to the conversation.
import { askMessages } from "./api.js";
import { composer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./list.js";
import { channelOf, nameOf, world } from "./state.js";
import { t } from "./texts.js";

export class Thread {
  constructor(root, { onClose }) {
    this.root = root;
    this.onClose = onClose;
    this.list = null;
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.onClose();
    });
  }

  get isOpen() {
    return Boolean(this.list);
  }

  close() {
    this.list = null;
    this.root.hidden = true;
    this.root.replaceChildren();
    document.getElementById("app").classList.remove("with-side");
  }

  async open(channelId, ts, { write = false } = {}) {
    const channel = channelOf(channelId);
    const list = new MessageList({
      channel: channelId,
      label: t("thread.replies"),
      testid: "replies",
      noDays: true,
      onDismiss: (message) => list.drop(message.ts),
      between: (all) => {
        const count = all.length - 1;
        return h(
          "div",
          { class: "replies-line" },
          h("span", {}, count ? t("message.replies", { n: count }) : t("thread.none")),
        );
      },
    });
    this.list = list;
    this.ts = ts;
    this.channel = channelId;
    const where = channel?.kind === "im" ? world.app.name || nameOf() : `#${channel?.name || ""}`;
    const close = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": t("thread.close"),
        title: t("thread.close"),
        data: { testid: "thread-close" },
        on: { click: () => this.onClose() },
      },
      icon("close"),
    );
    const wait = h(
      "div",
      { class: "waiting", role: "status" },
      h("span", { class: "spinner" }),
      t("thread.fetching"),
    );
    const foot = composer({ channel: channelId, threadTs: ts, placeholder: t("thread.write") });
    this.root.replaceChildren(
      h("div", { class: "side-head" }, h("h2", {}, t("thread.title")), h("span", { class: "topic" }, where), close),
      wait,
      foot,
    );
    this.root.hidden = false;
    document.getElementById("app").classList.add("with-side");
    (write ? foot.querySelector("textarea") : close).focus();
    list.missed = [];
    try {
      const { messages } = await askMessages(channelId, ts);
      if (this.list !== list) return;
      wait.replaceWith(list.node);
      list.setAll(messages);
    } catch {
      if (this.list === list)
        wait.replaceChildren(icon("warn"), t("thread.trouble"));
      return;
    }
    const { missed } = list;
    list.missed = null;
    missed.forEach((change) => change());
  }

  change(channel, work) {
    const { list } = this;
    if (!list || channel !== this.channel) return;
    if (list.missed) list.missed.push(work);
    else work();
  }

  put(channel, message) {
    const { list } = this;
    if (message.thread_ts === this.ts || message.ts === this.ts)
      this.change(channel, () => list.put(message, { mine: message.user === world.as }));
  }

  drop(channel, ts) {
    const { list } = this;
    this.change(channel, () => list.drop(ts));
  }

  async refresh() {
    const { list } = this;
    if (!list) return;
    try {
      const { messages } = await askMessages(this.channel, this.ts);
      if (this.list !== list) return;
      list.messages = new Map(messages.map((message) => [message.ts, message]));
      list.draw();
    } catch {
      // the WebSocket reports it
    }
  }
}
