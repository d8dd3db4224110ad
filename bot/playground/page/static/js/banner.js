// The banner for newcomers, until they dismiss it.
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./mrkdwn.js";
import { loadChoice, saveChoice, world } from "./state.js";
import { t } from "./texts.js";

const CLOSED = "closed";
const narrow = () => matchMedia("(max-width: 46rem)").matches;

/** Return the banner, or null when there is none or it was dismissed. On a small screen its steps are folded. */
export function newcomerBanner() {
  const { banner } = world;
  if (!banner?.title || loadChoice("banner") === CLOSED) return null;
  const steps = h(
    "ol",
    { class: "banner-steps", id: uid("steps") },
    ...(banner.steps || []).map((step) =>
      h("li", {}, h("span", {}, ...inline(typeof step === "string" ? step : step.text || ""))),
    ),
  );
  const link = banner.link
    ? h(
        "p",
        { class: "banner-link" },
        h(
          "a",
          {
            class: "button primary",
            href: banner.link.url,
            target: "_blank",
            rel: "noopener noreferrer",
            data: { testid: "banner-link" },
          },
          banner.link.text,
        ),
      )
    : null;
  const title = h(
    "button",
    { type: "button", class: "banner-title", "aria-controls": steps.id },
    h("span", {}, ...inline(banner.title)),
    icon("down", 16),
  );
  const show = (open) => {
    steps.hidden = !open;
    title.setAttribute("aria-expanded", String(open));
  };
  title.addEventListener("click", () => show(steps.hidden));
  const away = h(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": t("banner.close"),
      title: t("banner.close"),
      data: { testid: "banner-close" },
    },
    icon("close", 16),
  );
  const node = h(
    "section",
    { class: "banner", "aria-label": t("banner.name"), data: { testid: "banner" } },
    h("div", { class: "banner-head" }, title, away),
    steps,
    ...(link ? [link] : []),
  );
  away.addEventListener("click", () => {
    saveChoice("banner", CLOSED);
    node.remove();
    document.getElementById("place").focus();
  });
  show(!narrow());
  return node;
}
