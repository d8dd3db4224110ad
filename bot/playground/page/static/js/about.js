// The About tab: the app's description, commands and shortcuts.
import { h } from "./dom.js";
import { starling } from "./icons.js";
import { world } from "./state.js";
import { t } from "./texts.js";

export function aboutApp() {
  const rows = (title, items) =>
    items.length
      ? [h("h2", {}, title), h("dl", {}, ...items.flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]))]
      : [];
  return h(
    "div",
    {
      class: "home about",
      tabindex: 0,
      role: "group",
      "aria-label": t("app.about_name", { app: world.app.name }),
      data: { testid: "about" },
    },
    h(
      "div",
      { class: "home-inner" },
      h(
        "div",
        { class: "about-head" },
        starling(72),
        h(
          "div",
          {},
          h("p", { class: "about-name" }, world.app.name),
          h("p", { class: "about-words" }, world.app.description || t("app.no_description")),
        ),
      ),
      ...rows(
        t("app.commands"),
        world.commands.map((one) => [`${one.command} ${one.usage_hint || ""}`, one.description || ""]),
      ),
      ...rows(
        t("app.shortcuts"),
        world.shortcuts.map((one) => [
          one.name,
          [
            one.description,
            one.type === "message" ? t("app.in_message_menu") : t("app.in_lightning_menu"),
          ]
            .filter(Boolean)
            .join(" · "),
        ]),
      ),
    ),
  );
}
