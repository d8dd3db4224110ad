// A list to choose from: type to narrow it, arrows to move, Enter to take. One or several.
import { add, h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { closePopover, float, isFloating } from "./popover.js";
import { t } from "./texts.js";

/**
 * groups: [{label, options: [{value, label, detail, node}]}], a label of "" for options without a group.
 * chosen: array of values; multi: several may be chosen; most: the maximum number of choices.
 * onChange(values) is called after each change by a person.
 */
export function selectBox({
  groups,
  chosen = [],
  multi = false,
  most = Infinity,
  placeholder = t("block.choose_one"),
  name,
  describedby,
  onChange,
  id = uid("select"),
  focusKey,
}) {
  let values = chosen.filter((value) => groups.some((group) => group.options.some((option) => option.value === value)));
  let active = -1;
  let shown = [];
  const all = groups.flatMap((group) => group.options);
  const optionOf = (value) => all.find((option) => option.value === value);
  const input = h("input", {
    id,
    class: "select-input",
    role: "combobox",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-label": name,
    "aria-describedby": describedby,
    data: { focusKey },
  });
  const chips = h("span", { class: "chips" });
  const box = h(
    "span",
    { class: multi ? "select multi" : "select" },
    chips,
    input,
    h("span", { class: "select-arrow" }, icon("down", 16)),
  );
  const list = h("div", {
    class: "popover listbox",
    role: "listbox",
    id: uid("list"),
    "aria-label": name || placeholder,
    "aria-multiselectable": multi ? "true" : null,
  });

  const rest = () => {
    input.value = multi || !values.length ? "" : optionOf(values[0])?.label || "";
    input.placeholder = multi && values.length ? "" : placeholder;
    chips.replaceChildren(
      ...(multi ? values : []).map((value) =>
        h(
          "span",
          { class: "chip" },
          optionOf(value)?.label || value,
          h(
            "button",
            {
              type: "button",
              class: "chip-x",
              "aria-label": t("block.remove", { name: optionOf(value)?.label || value }),
              on: { click: () => change(values.filter((one) => one !== value)) },
            },
            icon("close", 12),
          ),
        ),
      ),
    );
  };
  const change = (next) => {
    values = next;
    rest();
    onChange?.(values);
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (isFloating(list)) draw("");
  };
  const point = (at) => {
    active = at;
    shown.forEach(({ node }, index) => node.classList.toggle("active", index === at));
    const node = shown[at]?.node;
    if (node) {
      input.setAttribute("aria-activedescendant", node.id);
      node.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    if (!multi) {
      closePopover();
      change([option.value]);
      return;
    }
    input.value = "";
    if (values.includes(option.value)) change(values.filter((one) => one !== option.value));
    else if (values.length < most) change([...values, option.value]);
  };
  const draw = (typed) => {
    const needle = typed.trim().toLowerCase();
    shown = [];
    const parts = groups.map((group) => {
      const fitting = group.options.filter((option) =>
        `${option.label} ${option.detail || ""}`.toLowerCase().includes(needle),
      );
      if (!fitting.length) return null;
      const label = group.label ? h("div", { class: "list-heading", id: uid("group") }, group.label) : null;
      const nodes = fitting.map((option) => {
        const on = values.includes(option.value);
        const node = h(
          "div",
          {
            class: "option",
            role: "option",
            id: uid("option"),
            "aria-selected": String(on),
            data: { value: option.value },
          },
          option.node?.(),
          h(
            "span",
            { class: "option-words" },
            h("span", {}, option.label),
            option.detail && h("span", { class: "option-detail" }, option.detail),
          ),
          on && icon("check", 16),
        );
        node.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
        node.addEventListener("click", () => take(option));
        shown.push({ node, option });
        return node;
      });
      return label ? h("div", { role: "group", "aria-labelledby": label.id }, label, ...nodes) : nodes;
    });
    list.replaceChildren();
    add(
      list,
      shown.length
        ? parts
        : h(
            "div",
            { class: "option nothing", role: "option", "aria-selected": "false", "aria-disabled": "true" },
            t("block.nothing_fits"),
          ),
    );
    point(
      Math.max(
        0,
        shown.findIndex(({ option }) => values.includes(option.value)),
      ),
    );
  };
  const show = (typed = "") => {
    if (isFloating(list)) return draw(typed);
    draw(typed);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    float(list, box, {
      matchWidth: true,
      onClose: () => {
        input.setAttribute("aria-expanded", "false");
        input.removeAttribute("aria-controls");
        input.removeAttribute("aria-activedescendant");
        rest();
      },
    });
    return point(active);
  };
  box.addEventListener("click", (event) => {
    if (event.target.closest(".chip-x")) return;
    input.focus();
    show();
    if (!multi) input.select();
  });
  input.addEventListener("input", () => show(input.value));
  input.addEventListener("blur", () => isFloating(list) && closePopover());
  input.addEventListener("keydown", (event) => {
    const opened = isFloating(list);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (opened) point((active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % Math.max(1, shown.length));
      else show();
    } else if (event.key === "Enter" && opened) {
      if (shown[active]) take(shown[active].option);
    } else if (event.key === "Enter") {
      show();
    } else if (event.key === "Escape" && opened) {
      closePopover();
      event.stopPropagation();
    } else if (event.key === "Backspace" && multi && !input.value && values.length) {
      change(values.slice(0, -1));
    } else return;
    event.preventDefault();
  });
  rest();
  return box;
}
