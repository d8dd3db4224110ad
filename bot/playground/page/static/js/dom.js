// Small helpers to build DOM nodes. Nothing on this page parses people's text as HTML.
import { t } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

function fill(node, props, children) {
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (key === "data") {
      for (const [name, datum] of Object.entries(value)) {
        if (datum !== undefined && datum !== null) node.dataset[name] = datum;
      }
    } else if (key === "value") {
      node.value = value;
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Return an element: h("p", {class: "x", on: {click}}, "text", otherNode). */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

let last = 0;

/** Return a unique element id. */
export function uid(prefix = "x") {
  last += 1;
  return `${prefix}-${last}`;
}

/** Return the address if it is safe to follow, else null. */
export function safeUrl(address) {
  try {
    const url = new URL(String(address)); // throws on anything without a scheme
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Return a link that opens in a new tab, or plain text when the address is not safe. */
export function link(address, ...label) {
  const href = safeUrl(address);
  if (!href) return h("span", {}, ...label);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

/** Return text for screen readers only. */
export function spoken(...text) {
  return h("span", { class: "spoken" }, ...text);
}

/** Return an image that shows its alternative text when it fails to load. */
export function picture(address, alt, props = {}) {
  const own = String(address ?? "").startsWith("/") ? address : safeUrl(address);
  const image = h("img", { ...props, alt, src: own || "/no-picture" });
  image.addEventListener("error", () => {
    image.replaceWith(h("span", { class: "no-picture" }, alt || t("block.no_picture")));
  });
  return image;
}

/** Keep the focus while `change` replaces the content of `root`. */
export function keepingFocus(root, change) {
  const held = root.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.closest("[data-focus-key]")?.dataset.focusKey;
  const caret = held && "selectionStart" in held ? [held.selectionStart, held.selectionEnd] : null;
  change();
  if (!held || held.isConnected || root.contains(document.activeElement)) return;
  const next = key && [...root.querySelectorAll("[data-focus-key]")].find((node) => node.dataset.focusKey === key);
  const target =
    next &&
    (next.matches("button, input, textarea, a, [tabindex]") ? next : next.querySelector("button, input, textarea"));
  (target || root.closest("[tabindex]") || root.querySelector("[tabindex]"))?.focus({ preventScroll: true });
  if (target && caret && caret[0] !== null) {
    try {
      target.setSelectionRange(...caret);
    } catch {
      // an input without a caret
    }
  }
}
