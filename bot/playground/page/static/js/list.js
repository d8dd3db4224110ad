// A list of messages that keeps its scroll position: new ones at the bottom.
import { h, keepingFocus } from "./dom.js";
import { icon } from "./icons.js";
import { messageItem } from "./item.js";
import { senderOf } from "./state.js";
import { locale, t } from "./texts.js";
import { dateOf, dayKey, dayLabel, zone } from "./time.js";

const MOMENTS = 300; // seconds within which messages of the same sender are grouped

/** A list; `how` is {channel, label, onThread, onDismiss, head(messages), note(messages)}. */
export class MessageList {
  constructor(how) {
    this.how = how;
    this.messages = new Map();
    this.drawn = new Map();
    this.atFoot = true;
    this.log = h("div", {
      class: "log",
      role: "log",
      "aria-label": how.label,
      tabindex: 0,
      data: { testid: how.testid },
    });
    this.inner = h("div", { class: "log-inner" });
    this.log.append(this.inner);
    this.pill = h(
      "button",
      { type: "button", class: "pill", hidden: true, on: { click: () => this.toFoot(true) } },
      icon("down", 14),
      t("channel.new"),
    );
    this.node = h("div", { class: "log-frame" }, this.log, this.pill);
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.log.addEventListener("keydown", (event) => this.walk(event));
    new ResizeObserver(() => this.atFoot && this.toFoot()).observe(this.inner);
    new ResizeObserver(() => this.atFoot && this.toFoot()).observe(this.log);
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const isNear = scrollHeight - scrollTop - clientHeight < 48;
    // A picture that loads makes the list longer: only who scrolls up leaves the foot.
    if (isNear || scrollTop < this.lastTop) this.atFoot = isNear;
    this.lastTop = scrollTop;
    if (this.atFoot) this.pill.hidden = true;
  }

  toFoot(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.atFoot = true;
    this.pill.hidden = true;
  }

  /** Arrow keys move from message to message. */
  walk(event) {
    if (event.target.closest("input, textarea, select, [role=menu], [role=listbox]")) return;
    const here = event.target.closest(".message");
    if (!["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key) || (!here && event.target !== this.log)) return;
    const all = [...this.inner.querySelectorAll(".message")];
    const at = all.indexOf(here);
    const next = {
      ArrowUp: at < 0 ? all.length - 1 : Math.max(0, at - 1),
      ArrowDown: at < 0 ? all.length - 1 : Math.min(all.length - 1, at + 1),
      Home: 0,
      End: all.length - 1,
    }[event.key];
    event.preventDefault();
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: "nearest" });
  }

  setAll(messages) {
    this.messages = new Map(messages.map((message) => [message.ts, message]));
    this.draw();
    this.toFoot();
  }

  put(message, { mine = false } = {}) {
    const isNew = !this.messages.has(message.ts);
    const last = this.ordered().at(-1);
    this.messages.set(message.ts, message);
    this.draw();
    if (!isNew || (last && Number(message.ts) < Number(last.ts))) return;
    if (mine || this.atFoot) this.toFoot();
    else this.pill.hidden = false;
  }

  drop(ts) {
    if (this.messages.delete(ts)) this.draw();
  }

  ordered() {
    return [...this.messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  draw() {
    const stay = this.atFoot;
    const wanted = [];
    const drawn = new Map();
    const put = (key, look, make) => {
      const old = this.drawn.get(key);
      const entry = old?.look === look ? old : { look, node: make(), old: old?.node };
      drawn.set(key, entry);
      wanted.push(entry);
    };
    const all = this.ordered();
    let before = null;
    if (this.how.head)
      put("head", JSON.stringify([this.how.headLook?.(all), all.length === 0]), () => this.how.head(all));
    all.forEach((message, at) => {
      const date = dateOf(message.ts);
      const day = dayKey(date);
      if (!this.how.noDays && (!before || dayKey(dateOf(before.ts)) !== day)) {
        put(`day-${day}`, dayLabel(date), () =>
          h(
            "div",
            { class: "day", role: "separator", "aria-label": dayLabel(date) },
            h("span", { "aria-hidden": "true" }, dayLabel(date)),
          ),
        );
        before = null;
      }
      const sender = senderOf(message);
      const compact =
        Boolean(before) &&
        !sender.app &&
        !message.ephemeral &&
        !before.ephemeral &&
        !before.reply_count &&
        senderOf(before).id === sender.id &&
        senderOf(before).name === sender.name &&
        Number(message.ts) - Number(before.ts) < MOMENTS;
      put(message.ts, JSON.stringify([message, compact, zone(), locale(), this.how.look?.()]), () =>
        messageItem(message, { ...this.how, compact }),
      );
      before = message;
      if (this.how.between && at === 0) {
        put("between", String(all.length), () => this.how.between(all));
        before = null;
      }
    });
    keepingFocus(this.inner, () => this.place(wanted));
    this.drawn = drawn;
    this.inner.querySelectorAll(".message").forEach((node, at, nodes) => {
      node.tabIndex = at === nodes.length - 1 ? 0 : -1;
    });
    if (stay) this.toFoot();
  }

  /** Update the nodes with as few changes as possible: the focused one must not be moved. */
  place(wanted) {
    for (const entry of wanted) {
      if (entry.old?.isConnected) {
        const inside = entry.old.contains(document.activeElement);
        if (inside) keepMessageFocus(entry.old, entry.node);
        else entry.old.replaceWith(entry.node);
      }
      delete entry.old;
    }
    const keep = new Set(wanted.map((entry) => entry.node));
    for (const node of [...this.inner.children]) if (!keep.has(node)) node.remove();
    let at = this.inner.firstElementChild;
    for (const { node } of wanted) {
      if (node === at) at = at.nextElementSibling;
      else this.inner.insertBefore(node, at);
    }
  }
}

/** Replace a message that holds the focus and put the focus on the same control of the new one. */
function keepMessageFocus(old, node) {
  const key = document.activeElement.closest("[data-focus-key]")?.dataset.focusKey;
  old.replaceWith(node);
  const same = key && [...node.querySelectorAll("[data-focus-key]")].find((one) => one.dataset.focusKey === key);
  const target = same?.matches("button, a, input, textarea")
    ? same
    : same?.querySelector("button, input") || node.querySelector(".content button, .content a") || node;
  if (target === node) node.tabIndex = 0;
  target.focus({ preventScroll: true });
}
