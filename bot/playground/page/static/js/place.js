// The main area: a channel, or the app with Home, Messages and About.
import { aboutApp } from "./about.js";
import { perform } from "./acts.js";
import { askMessages } from "./api.js";
import { blockNodes } from "./blocks.js";
import { newcomerBanner } from "./banner.js";
import { composer } from "./composer.js";
import { h, keepingFocus } from "./dom.js";
import { channelHead, channelStart } from "./heads.js";
import { icon, starling } from "./icons.js";
import { MessageList } from "./list.js";
import { avatar } from "./people.js";
import { channelOf, subscribe, world } from "./state.js";
import { t } from "./texts.js";

/** Return whether a message is in a thread only. Ephemeral messages of threads that are not open are shown here. */
function isReply(message) {
  if (!message.thread_ts || message.thread_ts === message.ts) return false;
  if (message.broadcast || message.subtype === "thread_broadcast") return false;
  return !message.ephemeral || message.thread_ts === world.thread;
}

function waiting(words) {
  return h("div", { class: "waiting", role: "status" }, h("span", { class: "spinner" }), words);
}

function trouble(words, again) {
  return h(
    "div",
    { class: "trouble", role: "alert" },
    icon("warn", 28),
    h("p", {}, words),
    h("button", { type: "button", class: "button", on: { click: again } }, t("page.again")),
  );
}

/** The main area in `root`. onThread(message, write) opens a thread; go(tab) reports a chosen tab. */
export class Place {
  constructor(root, { onThread, onTab }) {
    this.root = root;
    this.onThread = onThread;
    this.onTab = onTab;
    this.list = null;
    this.loading = null;
    subscribe("home", () => world.tab === "home" && channelOf(world.place)?.kind === "im" && this.drawHome());
  }

  open() {
    const channel = channelOf(world.place);
    this.list = null;
    this.homeBox = null;
    if (!channel) {
      this.root.replaceChildren(h("div", { class: "waiting" }, t("channel.none")));
      return;
    }
    if (channel.kind === "im") this.openApp(channel);
    else {
      this.root.replaceChildren(...[newcomerBanner(), channelHead(channel)].filter(Boolean));
      this.openMessages(channel, this.root);
    }
  }

  async openMessages(channel, into) {
    const label = channel.kind === "im"
        ? t("app.messages_with", { app: world.app.name })
        : t("channel.messages", { channel: channel.name });
    const list = new MessageList({
      channel: channel.id,
      label,
      testid: "messages",
      onThread: this.onThread,
      onDismiss: (message) => list.drop(message.ts),
      head: (all) => channelStart(channel, all),
      headLook: () => channel.topic,
    });
    this.list = list;
    const open = channel.kind !== "im" || world.app.messages_tab !== false;
    const foot = open
      ? composer({
          channel: channel.id,
          placeholder: channel.kind === "im"
              ? t("app.write", { app: world.app.name })
              : t("channel.write", { channel: channel.name }),
        })
      : h("p", { class: "turned-off" }, icon("info"), t("app.turned_off"));
    const wait = waiting(t("channel.fetching"));
    into.append(wait, foot);
    await this.fetch(list, channel, (node) => wait.isConnected && wait.replaceWith(node));
  }

  /** Load a list's messages; updates that come meanwhile are applied afterwards. */
  async fetch(list, channel, show) {
    list.missed = [];
    try {
      const { messages } = await askMessages(channel.id);
      if (this.list !== list) return;
      show(list.node);
      list.setAll(messages.filter((message) => !isReply(message)));
      const missed = list.missed;
      list.missed = null;
      missed.forEach((change) => change());
    } catch {
      list.missed = null;
      if (this.list !== list) return;
      const words = trouble(t("channel.trouble"), () => {
        const wait = waiting(t("channel.fetching"));
        words.replaceWith(wait);
        this.fetch(list, channel, (node) => wait.replaceWith(node));
      });
      show(words);
    }
  }

  /** Reload after a lost connection, keeping the scroll position. */
  async refresh() {
    const { list } = this;
    const channel = channelOf(world.place);
    if (!list || !channel) return;
    try {
      const { messages } = await askMessages(channel.id);
      if (this.list !== list) return;
      list.messages = new Map(messages.filter((message) => !isReply(message)).map((message) => [message.ts, message]));
      list.draw();
    } catch {
      // the WebSocket reports it
    }
  }

  change(work) {
    if (!this.list) return;
    if (this.list.missed) this.list.missed.push(work);
    else work();
  }

  put(message) {
    const { list } = this;
    if (!isReply(message)) {
      this.change(() => list.put(message, { mine: message.user === world.as }));
      return;
    }
    this.change(() => {
      const parent = list.messages.get(message.thread_ts);
      if (!parent || Number(parent.latest_reply || 0) >= Number(message.ts)) return;
      list.put({ ...parent, reply_count: (parent.reply_count || 0) + 1, latest_reply: message.ts });
    });
  }

  replace(message) {
    const { list } = this;
    if (!isReply(message)) this.change(() => (list.messages.has(message.ts) || message.ephemeral) && list.put(message));
  }

  drop(ts) {
    const { list } = this;
    this.change(() => list.drop(ts));
  }

  openApp(channel) {
    const tabs = [
      world.app.home_tab !== false && ["home", t("app.home")],
      ["messages", t("app.messages")],
      ["about", t("app.about")],
    ].filter(Boolean);
    if (!tabs.some(([tab]) => tab === world.tab)) world.tab = "messages";
    const buttons = tabs.map(([tab, words]) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${tab}`,
          class: "tab",
          "aria-selected": String(tab === world.tab),
          "aria-controls": "tab-panel",
          tabindex: tab === world.tab ? 0 : -1,
          data: { testid: `app-${tab}`, focusKey: `tab-${tab}` },
          on: { click: () => this.onTab(tab) },
        },
        words,
      ),
    );
    const bar = h("div", { class: "tabs", role: "tablist", "aria-label": world.app.name }, ...buttons);
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = (tabs.findIndex(([tab]) => tab === world.tab) + step + tabs.length) % tabs.length;
      this.onTab(tabs[next][0]);
      document.getElementById(`tab-${tabs[next][0]}`)?.focus();
    });
    const panel = h("div", {
      class: "panel",
      role: "tabpanel",
      id: "tab-panel",
      "aria-labelledby": `tab-${world.tab}`,
    });
    const head = h(
      "div",
      { class: "place-head app-head" },
      h("h1", {}, avatar(world.app.bot_user_id, 24, { app: true }), h("span", {}, world.app.name)),
      bar,
    );
    keepingFocus(this.root, () => this.root.replaceChildren(...[newcomerBanner(), head, panel].filter(Boolean)));
    if (world.tab === "messages") {
      this.openMessages(channel, panel);
      perform("open_home", { tab: "messages" }, { quiet: true }); // Slack sends app_home_opened for this tab too
    } else if (world.tab === "home") this.openHome(panel);
    else panel.append(aboutApp());
  }

  openHome(panel) {
    this.homeBox = h("div", {
      class: "home",
      tabindex: 0,
      role: "group",
      "aria-label": t("app.home_of", { app: world.app.name }),
      data: { testid: "home" },
    });
    panel.append(this.homeBox);
    this.homeWaits = !world.home;
    this.drawHome();
    perform("open_home", { tab: "home" }).then(() => {
      this.homeWaits = false;
      if (!world.home) this.drawHome();
    });
  }

  drawHome() {
    const box = this.homeBox;
    if (!box?.isConnected) return;
    const view = world.home;
    if (!view) {
      box.replaceChildren(
        this.homeWaits
          ? waiting(t("app.drawing"))
          : h(
              "div",
              { class: "start" },
              starling(56),
              h("h2", {}, t("app.no_home")),
              h("p", {}, t("app.not_drawn", { app: world.app.name })),
            ),
      );
      return;
    }
    const values = {};
    const ctx = {
      container: { type: "home", view_id: view.id },
      values,
      prior: view.id === this.homeView ? this.homeValues : view.state?.values,
      surface: "home",
    };
    keepingFocus(box, () => box.replaceChildren(h("div", { class: "home-inner" }, ...blockNodes(view.blocks, ctx))));
    this.homeValues = values;
    this.homeView = view.id;
  }
}
