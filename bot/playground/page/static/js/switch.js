// "Act as": the switch of the acting person.
import { h, keepingFocus, spoken, uid } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { closePopover, float, isFloating } from "./popover.js";
import { subscribe, isModerator, world } from "./state.js";
import { t } from "./texts.js";

const roleOf = (person) => person.group || (isModerator(person) ? "" : t("people.no_group"));

function badge(person) {
  return isModerator(person) ? h("span", { class: "badge" }, t("people.moderator")) : null;
}

/** Return the switch; choose(id) is called with the chosen person. */
export function personSwitch(choose) {
  const button = h("button", {
    type: "button",
    class: "switch",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    data: { testid: "person-switch" },
  });
  let active = 0;

  const draw = () => {
    const { me } = world;
    if (!me) return;
    button.replaceChildren(
      avatar(me.id, 24),
      h(
        "span",
        { class: "switch-words" },
        h("span", { class: "switch-lead" }, `${t("people.switch")} `),
        h("strong", {}, me.real_name || me.name),
        roleOf(me) && h("span", { class: "switch-role" }, spoken(", "), roleOf(me)),
      ),
      ...[badge(me)].filter(Boolean),
      icon("down", 16),
    );
  };
  subscribe("state", () => keepingFocus(button.parentElement || button, draw));

  const open = () => {
    const list = h("div", {
      class: "popover listbox people",
      role: "listbox",
      tabindex: -1,
      "aria-label": t("people.act_as"),
      id: uid("people"),
    });
    if (isFloating(list)) return;
    const nodes = world.people.map((person) => {
      const on = person.id === world.as;
      return h(
        "div",
        {
          class: "option",
          role: "option",
          id: uid("person"),
          "aria-selected": String(on),
          data: { person: person.id, testid: `person-${person.id}` },
          on: { click: () => take(person.id) },
        },
        avatar(person.id, 28),
        h(
          "span",
          { class: "option-words" },
          h("span", {}, person.real_name || person.name),
          h("span", { class: "option-detail" }, roleOf(person)),
        ),
        badge(person),
        on ? icon("check", 16) : null,
      );
    });
    const take = (id) => {
      closePopover(true);
      if (id !== world.as) choose(id);
    };
    const point = (at) => {
      active = (at + nodes.length) % nodes.length;
      nodes.forEach((node, index) => node.classList.toggle("active", index === active));
      list.setAttribute("aria-activedescendant", nodes[active].id);
      nodes[active].scrollIntoView({ block: "nearest" });
    };
    list.append(h("div", { class: "list-heading", role: "presentation" }, t("people.anybody")), ...nodes);
    list.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") point(active + 1);
      else if (event.key === "ArrowUp") point(active - 1);
      else if (event.key === "Home") point(0);
      else if (event.key === "End") point(nodes.length - 1);
      else if (event.key === "Enter" || event.key === " ") take(world.people[active].id);
      else if (event.key === "Escape" || event.key === "Tab") closePopover(true);
      else if (event.key.length === 1) {
        const next = [...world.people.keys()]
          .map((at) => (active + 1 + at) % nodes.length)
          .find((at) => world.people[at].real_name.toLowerCase().startsWith(event.key.toLowerCase()));
        if (next !== undefined) point(next);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    button.setAttribute("aria-expanded", "true");
    float(list, button, { matchWidth: true, most: 620, onClose: () => button.setAttribute("aria-expanded", "false") });
    list.focus();
    point(
      Math.max(
        0,
        world.people.findIndex((person) => person.id === world.as),
      ),
    );
  };
  button.addEventListener("click", () =>
    button.getAttribute("aria-expanded") === "true" ? closePopover(true) : open(),
  );
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open();
    }
  });
  return button;
}
