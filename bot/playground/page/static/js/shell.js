// The page's frame: top bar, rail, main area and thread.
import { clockButton } from "./clock.js";
import { h, keepingFocus, spoken } from "./dom.js";
import { icon, starling } from "./icons.js";
import { openMenu } from "./popover.js";
import { channelOf, subscribe, placeLink, saveChoice, world } from "./state.js";
import { personSwitch } from "./switch.js";

const THEMES = { auto: ["auto", "Like your computer"], light: ["sun", "Light"], dark: ["moon", "Dark"] };

function themeButton() {
  const button = h("button", {
    type: "button",
    class: "bar-button",
    "aria-label": "Colours of this page",
    title: "Colours of this page",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { testid: "theme" },
  });
  const draw = () => button.replaceChildren(icon(THEMES[document.documentElement.dataset.theme]?.[0] || "auto"));
  const choose = (theme) => {
    document.documentElement.dataset.theme = theme;
    saveChoice("theme", theme);
    draw();
  };
  button.addEventListener("click", () =>
    openMenu(
      button,
      Object.entries(THEMES).map(([theme, [name, label]]) => ({
        label,
        icon: icon(name),
        run: () => choose(theme),
        data: { theme },
      })),
      { label: "Colours" },
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
      channel.kind === "private" && spoken(" (private)"),
      unread
        ? h(
            "span",
            { class: "count", data: { testid: "unread" } },
            channel.unread > 99 ? "99+" : String(channel.unread),
            spoken(" unread"),
          )
        : null,
    ),
  );
}

/** Build the frame into `root`; returns its parts. */
export function buildShell(root, { goTo, choose }) {
  const nav = h("nav", { class: "rail", "aria-label": "Channels and messages", id: "rail" });
  const place = h("main", { class: "place", id: "place", tabindex: -1, data: { testid: "place" } });
  const side = h("aside", { class: "side", "aria-label": "Thread", hidden: true, data: { testid: "thread" } });
  const wire = h("div", { class: "wire", role: "status", data: { testid: "wire" } });
  const drawer = h(
    "button",
    {
      type: "button",
      class: "bar-button drawer-button",
      "aria-label": "Channels",
      "aria-expanded": "false",
      "aria-controls": "rail",
      data: { testid: "drawer" },
    },
    icon("menu"),
  );
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
      title.textContent = world.workspace.name || "Workspace";
      root.querySelector(".workspace-mark").textContent = (world.workspace.name || "W")[0];
      nav.replaceChildren(
        ...section(
          "Channels",
          world.channels.filter((channel) => channel.kind !== "im"),
        ),
        ...section(
          "Apps",
          world.channels.filter((channel) => channel.kind === "im"),
        ),
        h(
          "p",
          { class: "rail-foot" },
          icon("mask", 16),
          h("span", {}, "A playground: everybody here is made up, and nothing leaves this computer."),
        ),
      );
      const unread = world.channels.filter((channel) => channel.unread > 0 && channel.id !== world.place);
      dot.hidden = !unread.length;
      const here = channelOf(world.place);
      const name = here && (here.kind === "im" ? world.app.name : `#${here.name}`);
      document.title = `${unread.length ? "• " : ""}${[name, world.workspace.name].filter(Boolean).join(" · ") || "Playground"}`;
    });
  for (const topic of ["state", "channels", "place"]) subscribe(topic, drawRail);
  subscribe("connection", ({ live }) => {
    wire.classList.toggle("down", !live);
    wire.textContent = live ? "" : "Reconnecting …";
  });
  return { place, side };
}
