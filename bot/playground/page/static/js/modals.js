// Modals: a stack of up to three views in one dialog.
import { perform, reported, whileBusy } from "./acts.js";
import { blockNodes } from "./blocks.js";
import { confirmFirst, textObject } from "./dialogs.js";
import { h, keepingFocus, uid } from "./dom.js";
import { icon } from "./icons.js";
import { closePopover } from "./popover.js";
import { subscribe, world } from "./state.js";
import { t } from "./texts.js";

const MAX_VIEWS = 3;
const TYPED = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input"]);
const lostInput = () => ({
  title: t("dialog.discard_title"),
  text: t("dialog.discard_text"),
  confirm: t("dialog.discard"),
  deny: t("dialog.keep"),
  style: "danger",
});
const FIELDS = ".field input, .field textarea, .field select, .block input, .block textarea";

/** Return whether the app hears of each character of a field, so that closing its view need not lose any. */
const isReported = ({ dispatch_action: reports, element }) =>
  reports && element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");

/** Return whether a view has input that the app does not know yet. */
function hasTyped({ view, values }) {
  return (view.blocks || []).some((block) => {
    const { type, block_id: id, element } = block;
    if (type !== "input" || !TYPED.has(element.type) || isReported(block)) return false;
    const now = values[id]?.[element.action_id]?.value ?? "";
    return now.trim() !== (element.initial_value ?? "").trim();
  });
}

/** Make a body that is longer than the viewport focusable, so that the keyboard can scroll it. */
function scrollByKeyboard(body) {
  const watch = new ResizeObserver(() => {
    if (!body.isConnected) return;
    if (body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    else body.removeAttribute("tabindex");
  });
  watch.observe(body);
}

export class Modals {
  constructor() {
    this.open = []; // [{view, form, values, checks, reports}]
    this.dialog = null;
    subscribe("views", () => this.sync(world.views));
  }

  /** Set the stack to the playground's. */
  sync(views) {
    const wanted = (views || []).filter((view) => view.type !== "home").slice(-MAX_VIEWS);
    const before = this.open.at(-1)?.view.id;
    this.open = wanted.map((view, depth) => {
      const known = this.open.find((one) => one.view.id === view.id);
      if (!known) return this.build(view, depth);
      if (JSON.stringify(known.view) !== JSON.stringify(view)) this.rebuild(known, view);
      return known;
    });
    this.show(before);
  }

  show(before) {
    const top = this.open.at(-1);
    if (!top) {
      this.dialog?.close();
      return;
    }
    if (!this.dialog) this.raise();
    if (this.dialog.firstElementChild !== top.form) {
      closePopover();
      this.dialog.replaceChildren(top.form, h("div", { class: "toasts", role: "status" }));
    }
    this.dialog.setAttribute("aria-labelledby", top.titleId);
    if (!this.dialog.open) this.dialog.showModal();
    if (before !== top.view.id) this.focusFirst(top);
  }

  raise() {
    const dialog = h("dialog", { class: "dialog modal", data: { testid: "modal" } });
    const from = document.activeElement;
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.dismiss();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      this.dismiss();
    });
    dialog.addEventListener("close", () => {
      closePopover();
      dialog.remove();
      this.dialog = null;
      this.returnFocus(from);
    });
    document.body.append(dialog);
    this.dialog = dialog;
  }

  /** Return the focus to the element that had it, to its redrawn copy, or to the channel. */
  returnFocus(from) {
    if (from?.isConnected && from !== document.body) {
      from.focus();
      return;
    }
    const key = from?.dataset?.focusKey;
    const again =
      key && [...document.querySelectorAll("[data-focus-key]")].find((node) => node.dataset.focusKey === key);
    (again || document.querySelector("[data-testid=composer]") || document.getElementById("place"))?.focus();
  }

  focusFirst(entry) {
    const focused = (entry.view.blocks || []).find((block) => (block.element || block.accessory)?.focus_on_load);
    const scope = focused ? entry.form.querySelector(`[data-block-id="${CSS.escape(focused.block_id)}"]`) : entry.form;
    const body = entry.form.querySelector(".dialog-body");
    const target =
      scope?.querySelector(FIELDS) ||
      (body.scrollHeight > body.clientHeight ? body : null) ||
      entry.form.querySelector(".dialog-body button, .dialog-body a") ||
      entry.form.querySelector("[data-testid=modal-submit], [data-testid=modal-close]");
    if (target === body) body.tabIndex = 0;
    target?.focus();
  }

  build(view, depth) {
    const entry = { view, depth, values: {}, checks: [], reports: [], titleId: uid("modal-title") };
    entry.form = h("form", {
      class: "view",
      novalidate: true,
      data: { viewId: view.id, callbackId: view.callback_id },
    });
    entry.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit(entry);
    });
    this.fill(entry, view.state?.values, true);
    return entry;
  }

  rebuild(entry, view) {
    const prior = entry.values;
    const scroll = entry.form.querySelector(".dialog-body")?.scrollTop || 0;
    const same =
      entry.view.blocks?.map((block) => block.block_id).join() === view.blocks?.map((block) => block.block_id).join();
    entry.view = view;
    entry.values = {};
    entry.checks = [];
    entry.reports = [];
    keepingFocus(entry.form, () => this.fill(entry, prior));
    const body = entry.form.querySelector(".dialog-body");
    if (same) body.scrollTop = scroll;
    if (this.dialog?.contains(entry.form) && !entry.form.contains(document.activeElement)) this.focusFirst(entry);
    if (view.errors) this.focusFault(entry);
  }

  fill(entry, prior, fresh = false) {
    const { view } = entry;
    const ctx = {
      container: { type: "view", view_id: view.id },
      values: entry.values,
      prior,
      fresh,
      checks: entry.checks,
      reports: entry.reports,
      errors: view.errors,
      surface: "modal",
      heading: "h3",
    };
    const closeWords = textObject(view.close || (t(view.submit ? "dialog.cancel" : "dialog.close")));
    const submit = view.submit
      ? h(
          "button",
          { type: "submit", class: "button primary", data: { testid: "modal-submit", focusKey: "submit" } },
          ...textObject(view.submit),
        )
      : null;
    const dismiss = (testid, props, ...inside) =>
      h(
        "button",
        {
          type: "button",
          ...props,
          data: { testid, focusKey: testid },
          on: { click: () => this.dismiss(testid === "modal-x") },
        },
        ...inside,
      );
    const body = h(
      "div",
      { class: "dialog-body", role: "group", "aria-label": t("dialog.content") },
      ...blockNodes(view.blocks, ctx),
    );
    scrollByKeyboard(body);
    entry.form.replaceChildren(
      h(
        "div",
        { class: "dialog-head" },
        entry.depth ? dismiss("modal-back", { class: "icon-button", "aria-label": t("dialog.back") }, icon("back")) : null,
        h("h2", { id: entry.titleId }, ...textObject(view.title)),
        dismiss("modal-x", { class: "icon-button", "aria-label": t("dialog.close") }, icon("close")),
      ),
      body,
      h(
        "div",
        { class: "dialog-foot" },
        h("div", { class: "form-error", role: "alert" }),
        dismiss("modal-close", { class: "button" }, ...closeWords),
        submit,
      ),
    );
  }

  say(entry, words) {
    const place = entry.form.querySelector(".form-error");
    if (place) place.replaceChildren(...(words ? [icon("warn", 16), h("span", {}, words)] : []));
  }

  focusFault(entry) {
    const faulty = entry.form.querySelector(".faulty");
    faulty?.scrollIntoView({ block: "nearest" });
    faulty?.querySelector("input, textarea")?.focus();
  }

  async submit(entry) {
    let good = true;
    for (const check of entry.checks) {
      const words = check.fault();
      check.show(words);
      if (words) good = false;
    }
    this.say(entry, "");
    if (!good) {
      this.focusFault(entry);
      return;
    }
    const button = entry.form.querySelector("[data-testid=modal-submit]");
    if (!button) return;
    const inputs = new Set((entry.view.blocks || []).map((block) => block.block_id));
    const values = Object.fromEntries(Object.entries(entry.values).filter(([blockId]) => inputs.has(blockId)));
    const result = await whileBusy(button, async () => {
      await reported(entry.reports);
      return perform("submit", { view_id: entry.view.id, values }, { quiet: true });
    });
    if (!result) return;
    const errors = result.errors || result.view?.errors;
    if (errors) {
      for (const check of entry.checks) check.show(errors[check.blockId] || null);
      this.focusFault(entry);
    } else if (!result.ok) this.say(entry, result.message || t("page.no_connection"));
  }

  /** Close the top view, or the whole stack by the cross; ask first when input would be lost. */
  async dismiss(whole = false) {
    const top = this.open.at(-1);
    if (!top || this.asking) return;
    if ((whole ? this.open : [top]).some(hasTyped)) {
      this.asking = true;
      const sure = await confirmFirst(lostInput());
      this.asking = false;
      if (!sure || this.open.at(-1) !== top) return;
    }
    const closing = whole ? this.open : [top];
    world.views = whole ? [] : world.views.filter((view) => view.id !== top.view.id);
    this.sync(world.views);
    await reported(closing.flatMap(({ reports }) => reports));
    await perform("close_view", { view_id: top.view.id, ...(whole ? { whole } : {}) }, { quiet: true });
  }
}
