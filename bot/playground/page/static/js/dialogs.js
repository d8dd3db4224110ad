// Confirmation dialogs, and short notices at the foot of the page.
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";
import { t } from "./texts.js";

/** Return the nodes of one of Slack's text objects, or of a bare string. */
export function textObject(object) {
  if (object === undefined || object === null) return [];
  if (typeof object === "string") return withEmoji(object);
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return object.emoji === false ? [object.text ?? ""] : withEmoji(object.text ?? "");
}

/** Ask before acting; resolves to true when the person confirms. Takes Slack's confirm object. */
export function confirmFirst({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const heading = uid("title");
    const body = uid("body");
    const no = h("button", { type: "button", class: "button" }, ...textObject(deny || t("dialog.cancel")));
    const yes = h(
      "button",
      {
        type: "button",
        class: `button ${style === "danger" ? "danger-full" : "primary"}`,
        data: { testid: "confirm-yes" },
      },
      ...textObject(confirm || t("dialog.yes")),
    );
    const dialog = h(
      "dialog",
      { class: "dialog small", "aria-labelledby": heading, "aria-describedby": body, data: { testid: "confirm" } },
      h("div", { class: "dialog-head" }, h("h2", { id: heading }, ...textObject(title || t("dialog.sure")))),
      h("div", { class: "dialog-body text", id: body }, ...textObject(text)),
      h("div", { class: "dialog-foot" }, no, yes),
    );
    let answer = false;
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      answer = true;
      dialog.close();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    (style === "danger" ? no : yes).focus(); // so that a hasty Enter loses nothing
  });
}

/** Announce something to screen readers only. */
export function sayAloud(words) {
  const node = h("span", { class: "spoken" }, words);
  const holder = document.getElementById("toasts");
  for (const old of holder.querySelectorAll(":scope > .spoken")) old.remove();
  holder.append(node);
  setTimeout(() => node.remove(), 5000);
}

/** Show a notice at the foot of the page for a while; it stays while the pointer is on it. */
export function toast(words, { kind = "warning" } = {}) {
  const holder = document.querySelector("dialog[open] .toasts") || document.getElementById("toasts");
  const close = h("button", { type: "button", class: "toast-x", "aria-label": t("dialog.dismiss") }, icon("close", 14));
  const node = h(
    "div",
    { class: `toast ${kind}`, data: { testid: "toast" } },
    icon(kind === "warning" ? "warn" : "info"),
    h("span", {}, ...withEmoji(words)),
    close,
  );
  for (const old of holder.querySelectorAll(".toast")) if (old.textContent === node.textContent) old.remove();
  let timer = null;
  const go = () => node.remove();
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(go, 7000);
  };
  close.addEventListener("click", go);
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", wait);
  wait();
  holder.append(node);
}
