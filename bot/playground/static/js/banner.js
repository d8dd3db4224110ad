// A word to newcomers, until they put it away.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./mrkdwn.js";
import { recall, remember, world } from "./state.js";

/** Return the banner, or null when there is none or it was put away. */
export function newcomerBanner() {
  const { banner } = world;
  if (!banner?.title || recall("banner") === banner.title) return null;
  const node = h(
    "section",
    { class: "banner", "aria-label": "For newcomers", data: { testid: "banner" } },
    h("div", { class: "banner-head" }, h("p", { class: "banner-title" }, ...inline(banner.title)), h("button", { type: "button", class: "icon-button", "aria-label": "Put this note away", title: "Put this note away", data: { testid: "banner-close" }, on: { click: () => { remember("banner", banner.title); node.remove(); document.getElementById("place").focus(); } } }, icon("close", 16))),
    h("ol", { class: "banner-steps" }, ...(banner.steps || []).map((step) => h("li", {}, h("span", {}, ...inline(typeof step === "string" ? step : step.text || ""))))),
  );
  return node;
}
