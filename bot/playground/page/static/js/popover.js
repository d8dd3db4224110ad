// Popovers: menus and lists, next to the control that opened them.
import { h, uid } from "./dom.js";
import { t } from "./texts.js";

let open = null;

/** Close the open popover, if there is one. */
export function closePopover(returnFocus = false) {
  if (!open) return;
  const { node, anchor, onClose, stop } = open;
  open = null;
  stop();
  node.remove();
  onClose?.();
  if (returnFocus && anchor.isConnected) anchor.focus();
}

function place(node, anchor, { align = "start", matchWidth = false, most = 420 }) {
  const box = anchor.getBoundingClientRect();
  if (matchWidth) node.style.minWidth = `${Math.min(box.width, innerWidth - 16)}px`;
  node.style.maxWidth = `${innerWidth - 16}px`;
  const below = innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const natural = node.scrollHeight;
  const up = below < Math.min(natural, 220) && above > below;
  node.style.maxHeight = `${Math.max(96, Math.min(up ? above : below, most))}px`;
  const height = node.offsetHeight;
  const width = node.offsetWidth;
  const left = align === "end" ? box.right - width : box.left;
  node.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  node.style.top = `${Math.max(8, up ? box.top - height - 4 : box.bottom + 4)}px`;
}

/** Show `node` next to `anchor` until something else is pressed, scrolled or opened. Returns a function that repositions it. */
export function float(node, anchor, options = {}) {
  closePopover();
  node.setAttribute("popover", "manual");
  (anchor.closest("dialog[open], main, aside, nav, header") || document.body).append(node);
  node.showPopover?.();
  const again = () => place(node, anchor, options);
  again();
  const pressed = (event) => {
    if (!node.contains(event.target) && !anchor.contains(event.target) && !options.keep?.contains(event.target))
      closePopover();
  };
  const scrolled = (event) => {
    if (!node.contains(event.target)) again();
  };
  document.addEventListener("pointerdown", pressed, true);
  addEventListener("scroll", scrolled, true);
  addEventListener("resize", again);
  const stop = () => {
    document.removeEventListener("pointerdown", pressed, true);
    removeEventListener("scroll", scrolled, true);
    removeEventListener("resize", again);
  };
  open = { node, anchor, onClose: options.onClose, stop };
  return again;
}

export const isFloating = (node) => open?.node === node;

/** Open a menu of {label, detail, icon, danger, run, href, data} under a button; arrows move, letters jump, Escape closes. */
export function openMenu(anchor, items, { label, align = "end" } = {}) {
  if (open?.anchor === anchor) {
    closePopover(true);
    return;
  }
  const entries = items.filter(Boolean).map((item) => {
    if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
    const props = {
      class: item.danger ? "menu-item danger" : "menu-item",
      role: "menuitem",
      tabindex: -1,
      data: item.data,
    };
    if (item.href) Object.assign(props, { href: item.href, target: "_blank", rel: "noopener noreferrer" });
    else props.type = "button";
    const node = h(
      item.href ? "a" : "button",
      props,
      item.icon,
      h(
        "span",
        { class: "menu-words" },
        h("span", {}, item.label),
        item.detail && h("span", { class: "menu-detail" }, item.detail),
      ),
    );
    node.addEventListener("click", () => {
      closePopover(true);
      item.run?.();
    });
    return node;
  });
  const menu = h(
    "div",
    {
      class: "popover menu",
      role: "menu",
      id: uid("menu"),
      "aria-label": label || anchor.getAttribute("aria-label") || t("block.menu"),
    },
    ...entries,
  );
  const buttons = entries.filter((node) => node.getAttribute("role") === "menuitem");
  const step = (by) => {
    const at = buttons.indexOf(document.activeElement);
    buttons.at((at + by + buttons.length) % buttons.length)?.focus();
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Home") buttons[0]?.focus();
    else if (event.key === "End") buttons.at(-1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") closePopover(true);
    else if (event.key.length === 1 && /\S/.test(event.key))
      buttons.find((node) => node.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    else return;
    if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
    event.stopPropagation();
  });
  anchor.setAttribute("aria-expanded", "true");
  float(menu, anchor, { align, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  buttons[0]?.focus();
}
