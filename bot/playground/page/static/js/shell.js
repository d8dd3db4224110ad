// The page's frame: top bar, rail, main area and thread.
import { clockButton } from "./clock.js";
import { h, keepingFocus, spoken } from "./dom.js";
import { icon, starling } from "./icons.js";
import { openMenu } from "./popover.js";
import { channelOf, subscribe, placeLink, saveChoice, world } from "./state.js";
import { personSwitch } from "./switch.js";
import { named, t } from "./texts.js";

const THEMES = { auto: ["auto", "colours.auto"], light: ["sun", "colours.light"], dark: ["moon", "colours.dark"] };

function themeButton() {
  const button = h("button", {
    type: "button",
    class: "bar-button",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { testid: "theme" },
  });
  named(button, { "aria-label": "colours.button", title: "colours.button" });
  const draw = () => button.replaceChildren(icon(THEMES[document.documentElement.dataset.theme]?.[0] || "auto"));
  const choose = (theme) => {
    document.documentElement.dataset.theme = theme;
    saveChoice("theme", theme);
    draw();
  };
  button.addEventListener("click", () =>
    openMenu(
      button,
      Object.entries(THEMES).map(([theme, [name, id]]) => ({
        label: t(id),
        icon: icon(name),
        run: () => choose(theme),
        data: { theme },
      })),
      { label: t("colours.menu") },
    ),
  );
  draw();
  return button;
}

function railItem(channel, goTo) {
  const im = channel.kind === "im";
  const name = im ? channel.name || world.app.name : channel.name;
  const here = channel.id === world.place;
  const unread = !here && channel.unread > 0;
  return h(
    "li",
    {},
    h(
      "a",
      {
        href: placeLink(channel.id),
        class: `rail-item${unread ? " unread" : ""}`,
        "aria-current": here ? "page" : null,
        data: { testid: `channel-${name}`, channel: channel.id, kind: channel.kind, focusKey: channel.id },
        on: {
          click: (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
            event.preventDefault();
            goTo(channel.id);
          },
        },
      },
      h("span", { class: "rail-icon" }, im ? starling(20) : icon(channel.kind === "private" ? "lock" : "hash", 16)),
      h("span", { class: "rail-name" }, name),
      channel.kind === "private" && spoken(` ${t("shell.private")}`),
      unread
        ? h(
            "span",
            { class: "count", data: { testid: "unread" } },
            channel.unread > 99 ? "99+" : String(channel.unread),
            spoken(` ${t("shell.unread")}`),
          )
        : null,
    ),
  );
}

/** Build the frame into `root`; returns its parts. */
export function buildShell(root, { goTo, choose }) {
  const nav = named(h("nav", { class: "rail", id: "rail" }), { "aria-label": "shell.nav" });
  const place = h("main", { class: "place", id: "place", tabindex: -1, data: { testid: "place" } });
  const side = h("aside", { class: "side", hidden: true, data: { testid: "thread" } });
  named(side, { "aria-label": "thread.title" });
  const wire = h("div", { class: "wire", role: "status", data: { testid: "wire" } });
  const drawer = h(
    "button",
    {
      type: "button",
      class: "bar-button drawer-button",
      "aria-expanded": "false",
      "aria-controls": "rail",
      data: { testid: "drawer" },
    },
    icon("menu"),
  );
  named(drawer, { "aria-label": "shell.channels" });
  const title = h("span", { class: "workspace-name" });
  const dot = h("span", { class: "drawer-dot", hidden: true });
  drawer.append(dot);
  const shade = h("div", { class: "shade", hidden: true });
  const frame = h("div", { class: "frame" }, nav, shade, place, side);

  const setDrawer = (open) => {
    root.classList.toggle("drawer-open", open);
    drawer.setAttribute("aria-expanded", String(open));
    shade.hidden = !open;
    place.inert = open;
    side.inert = open;
    if (open) nav.querySelector("[aria-current], a")?.focus();
  };
  drawer.addEventListener("click", () => setDrawer(!root.classList.contains("drawer-open")));
  shade.addEventListener("click", () => setDrawer(false));
  nav.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("drawer-open")) {
      setDrawer(false);
      drawer.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const all = [...nav.querySelectorAll("a")];
    const next = all[all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  root.replaceChildren(
    h(
      "header",
      { class: "bar" },
      drawer,
      h("span", { class: "workspace" }, h("span", { class: "workspace-mark", "aria-hidden": "true" }), title),
      personSwitch(choose),
      clockButton(),
      themeButton(),
    ),
    wire,
    frame,
  );

  const go = (id) => {
    setDrawer(false);
    goTo(id);
  };
  const section = (heading, channels) =>
    channels.length
      ? [
          h("h2", { class: "rail-heading" }, heading),
          h("ul", { class: "rail-list" }, ...channels.map((channel) => railItem(channel, go))),
        ]
      : [];
  const drawRail = () =>
    keepingFocus(nav, () => {
      title.textContent = world.workspace.name || t("shell.workspace");
      root.querySelector(".workspace-mark").textContent = (world.workspace.name || "W")[0];
      nav.replaceChildren(
        ...section(
          t("shell.channels"),
          world.channels.filter((channel) => channel.kind !== "im"),
        ),
        ...section(
          t("shell.apps"),
          world.channels.filter((channel) => channel.kind === "im"),
        ),
        h(
          "p",
          { class: "rail-foot" },
          icon("mask", 16),
          h("span", {}, t("page.made_up")),
        ),
      );
      const unread = world.channels.filter((channel) => channel.unread > 0 && channel.id !== world.place);
      dot.hidden = !unread.length;
      const here = channelOf(world.place);
      const name = here && (here.kind === "im" ? world.app.name : `#${here.name}`);
      document.title = `${unread.length ? "• " : ""}${[name, world.workspace.name].filter(Boolean).join(" · ") || t("page.title")}`;
    });
  for (const topic of ["state", "channels", "place"]) subscribe(topic, drawRail);
  subscribe("connection", ({ live }) => {
    wire.classList.toggle("down", !live);
    wire.textContent = live ? "" : t("page.reconnecting");
  });
  return { place, side };
}
