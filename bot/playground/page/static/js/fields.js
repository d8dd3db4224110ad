// Block Kit's elements that hold a value: texts, lists, dates, boxes. Each keeps ctx.values up to date.
import { textObject } from "./dialogs.js";
import { h, uid } from "./dom.js";
import { avatar } from "./people.js";
import { selectBox } from "./select.js";
import { nameOf, world } from "./state.js";
import { number, t } from "./texts.js";
import { fromWall, toWall } from "./time.js";

const keep = (ctx, block, element, state) => {
  (ctx.values[block.block_id] ||= {})[element.action_id] = { type: element.type, ...state };
};

/** Return the field's value before its view was redrawn, if it is still the same field. */
const before = (ctx, block, element) => {
  const old = ctx.prior?.[block.block_id]?.[element.action_id];
  return old && old.type === element.type ? old : null;
};

const optionsOf = (list) =>
  (list || []).map((option) => ({
    value: option.value,
    label: option.text?.text ?? option.value,
    detail: option.description?.text,
    raw: option,
  }));

function groupsOf(element) {
  if (element.option_groups)
    return element.option_groups.map((group) => ({
      label: group.label?.text || "",
      options: optionsOf(group.options),
    }));
  return [{ label: "", options: optionsOf(element.options) }];
}

function peopleGroups() {
  const known = new Map(world.people.map((person) => [person.id, person.group]));
  for (const id of Object.keys(world.users)) if (!known.has(id)) known.set(id, "");
  known.delete(world.app.bot_user_id);
  const options = [...known].map(([id, group]) => ({
    value: id,
    label: nameOf(id),
    detail: group,
    node: () => avatar(id, 20),
  }));
  return [{ label: "", options: options.sort((a, b) => a.label.localeCompare(b.label)) }];
}

function channelGroups(element) {
  const wanted = element.filter?.include;
  const kinds = { channel: "public", private: "private", im: "im" };
  const fits = (channel) =>
    element.type.includes("channels")
      ? channel.kind === "channel"
      : wanted
        ? wanted.includes(kinds[channel.kind])
        : true;
  const options = world.channels
    .filter(fits)
    .map((channel) => ({ value: channel.id, label: channel.kind === "im" ? world.app.name : `#${channel.name}` }));
  return [{ label: "", options }];
}

// The keys of each select in Slack's state: [single, multiple, initial choice]
const LISTS = {
  static_select: [groupsOf, "selected_option", "initial_option"],
  multi_static_select: [groupsOf, "selected_options", "initial_options"],
  external_select: [groupsOf, "selected_option", "initial_option"],
  multi_external_select: [groupsOf, "selected_options", "initial_options"],
  users_select: [peopleGroups, "selected_user", "initial_user"],
  multi_users_select: [peopleGroups, "selected_users", "initial_users"],
  conversations_select: [channelGroups, "selected_conversation", "initial_conversation"],
  multi_conversations_select: [channelGroups, "selected_conversations", "initial_conversations"],
  channels_select: [channelGroups, "selected_channel", "initial_channel"],
  multi_channels_select: [channelGroups, "selected_channels", "initial_channels"],
};

function list(ctx, block, element, { id, label, describedby, acts, named }) {
  const [make, stateKey, firstKey] = LISTS[element.type];
  const multi = element.type.startsWith("multi_");
  const groups = make(element);
  const raw = stateKey.startsWith("selected_option")
    ? (value) => groups.flatMap((group) => group.options).find((option) => option.value === value)?.raw
    : (value) => value;
  const valueOf = (one) => (typeof one === "object" ? one?.value : one);
  const old = before(ctx, block, element);
  let first = old ? old[stateKey] : element[firstKey];
  if (!first && (!old || ctx.fresh) && element.default_to_current_conversation) first = world.place;
  const chosen = [first].flat().filter(Boolean).map(valueOf);
  const state = (values) => ({ [stateKey]: multi ? values.map(raw) : values.length ? raw(values[0]) : null });
  keep(ctx, block, element, state(chosen));
  const box = selectBox({
    groups,
    chosen,
    multi,
    most: element.max_selected_items || Infinity,
    placeholder: element.placeholder?.text || (t(multi ? "block.choose_some" : "block.choose_one")),
    name: named ? undefined : label,
    id,
    describedby,
    focusKey: `${block.block_id}/${element.action_id}`,
    onChange: (values) => {
      keep(ctx, block, element, state(values));
      acts?.(state(values), box);
    },
  });
  return box;
}

function boxes(ctx, block, element, { label, acts, describedby }) {
  const radio = element.type === "radio_buttons";
  const group = uid("group");
  const old = before(ctx, block, element);
  const first = old
    ? radio
      ? [old.selected_option]
      : old.selected_options
    : radio
      ? [element.initial_option]
      : element.initial_options;
  let chosen = (first || []).filter(Boolean).map((option) => option.value);
  const state = () => {
    const picked = element.options.filter((option) => chosen.includes(option.value));
    return radio ? { selected_option: picked[0] || null } : { selected_options: picked };
  };
  keep(ctx, block, element, state());
  const node = h("div", {
    class: "boxes",
    role: radio ? "radiogroup" : "group",
    "aria-label": label,
    "aria-describedby": describedby,
  });
  for (const option of element.options || []) {
    const id = uid("box");
    const input = h("input", {
      type: radio ? "radio" : "checkbox",
      name: group,
      id,
      value: option.value,
      checked: chosen.includes(option.value),
      data: { actionId: element.action_id, focusKey: `${block.block_id}/${element.action_id}/${option.value}` },
    });
    input.addEventListener("change", () => {
      chosen = radio
        ? [option.value]
        : input.checked
          ? [...chosen, option.value]
          : chosen.filter((value) => value !== option.value);
      keep(ctx, block, element, state());
      acts?.(state(), node);
    });
    node.append(
      h(
        "div",
        { class: "box-row" },
        input,
        h(
          "label",
          { for: id },
          h("span", {}, ...textObject(option.text)),
          option.description && h("span", { class: "box-detail" }, ...textObject(option.description)),
        ),
      ),
    );
  }
  return node;
}

const CLOCKS = {
  datepicker: ["date", "selected_date", "initial_date", (text) => text || null, (value) => value],
  timepicker: ["time", "selected_time", "initial_time", (text) => text || null, (value) => value],
  datetimepicker: [
    "datetime-local",
    "selected_date_time",
    "initial_date_time",
    (text) => (text ? fromWall(text) : null),
    (value) => toWall(value),
  ],
};

function clockField(ctx, block, element, { id, label, describedby, acts, named }) {
  const [type, stateKey, firstKey, read, write] = CLOCKS[element.type];
  const old = before(ctx, block, element);
  const value = old ? old[stateKey] : element[firstKey];
  keep(ctx, block, element, { [stateKey]: value ?? null });
  const input = h("input", {
    class: "input clock",
    type,
    id,
    "aria-label": named ? null : label,
    "aria-describedby": describedby,
    value: value ? write(value) : "",
    data: { actionId: element.action_id, focusKey: `${block.block_id}/${element.action_id}` },
  });
  input.addEventListener("change", () => {
    const state = { [stateKey]: read(input.value) };
    keep(ctx, block, element, state);
    acts?.(state, input);
  });
  return input;
}

const TYPES = {
  number_input: ["text", "decimal"],
  url_text_input: ["url", "url"],
  email_text_input: ["email", "email"],
};

function growing(area) {
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(360, area.scrollHeight + 2)}px`;
  };
  area.addEventListener("input", fit);
  new ResizeObserver(() => area.offsetParent && area.scrollHeight > area.clientHeight && fit()).observe(area);
}

/** Show the number of characters left, and announce it when it gets low. */
function counter(input, most, id) {
  const seen = h("span", { class: "counter", id, "aria-hidden": "true" });
  const heard = h("span", { class: "spoken", role: "status" });
  const count = () => {
    const left = most - [...input.value].length;
    seen.textContent = number(left);
    seen.classList.toggle("over", left < 0);
    seen.classList.toggle("short", left >= 0 && left <= Math.min(50, most / 10));
    if (left < 0) heard.textContent = t("field.over", { n: -left });
    else if (left <= 20 || left % 100 === 0) heard.textContent = input.value ? t("field.left", { n: left }) : "";
  };
  input.addEventListener("input", count);
  count();
  return [seen, heard];
}

/**
 * Return a function that reports typed characters after a pause, one report at a time, the last of them always.
 * What closes or sends the view awaits ctx.reports first, so that no report arrives after it.
 */
function reporter(ctx, report) {
  let timer = null;
  let last = Promise.resolve();
  const now = () => {
    if (timer !== null) {
      clearTimeout(timer);
      timer = null;
      last = last.then(report);
    }
    return last;
  };
  ctx.reports?.push(now);
  return () => {
    clearTimeout(timer);
    timer = setTimeout(now, 250);
  };
}

function textField(ctx, block, element, { id, label, describedby, acts, named }) {
  const rich = element.type === "rich_text_input";
  const tall = element.multiline || rich;
  const [type, inputmode] = TYPES[element.type] || ["text", null];
  const old = before(ctx, block, element);
  const value = old ? (old.typed ?? old.value ?? "") : (element.initial_value ?? "");
  const props = {
    class: "input",
    id,
    "aria-label": named ? null : label,
    "aria-describedby": describedby,
    placeholder: element.placeholder?.text,
    autocomplete: "off",
    data: { actionId: element.action_id, focusKey: `${block.block_id}/${element.action_id}` },
  };
  const input = tall ? h("textarea", { ...props, rows: 4 }) : h("input", { ...props, type, inputmode });
  input.value = typeof value === "string" ? value : "";
  if (tall) growing(input);
  const state = () => {
    const text = input.value || null;
    if (!rich) return { value: text };
    return {
      typed: input.value,
      rich_text_value: {
        type: "rich_text",
        elements: [{ type: "rich_text_section", elements: text ? [{ type: "text", text }] : [] }],
      },
    };
  };
  keep(ctx, block, element, state());
  const on = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  const report = acts && on.includes("on_character_entered") ? reporter(ctx, () => acts(state(), input)) : null;
  input.addEventListener("input", () => {
    keep(ctx, block, element, state());
    report?.();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || (tall && !event.ctrlKey && !event.metaKey) || event.isComposing) return;
    if (acts && on.includes("on_enter_pressed")) {
      event.preventDefault();
      acts(state(), input);
    } else if (tall) {
      event.preventDefault();
      input.form?.requestSubmit();
    }
  });
  const most = element.max_length;
  return h(
    "span",
    { class: most ? "text-field counted" : "text-field" },
    input,
    most && counter(input, most, uid("count")),
  );
}

/** Return a chooser of files; they are read here and sent with the form. */
function fileField(ctx, block, element, { id, label, describedby, named }) {
  const kinds = element.filetypes || [];
  const old = before(ctx, block, element);
  keep(ctx, block, element, { files: old?.files || [] });
  const input = h("input", {
    class: "input",
    id,
    type: "file",
    multiple: (element.max_files || 10) > 1,
    accept: kinds.map((kind) => `.${kind}`).join(","),
    "aria-label": named ? null : label,
    "aria-describedby": describedby,
    data: { actionId: element.action_id, focusKey: `${block.block_id}/${element.action_id}` },
  });
  const read = (file) =>
    new Promise((done) => {
      const reader = new FileReader();
      reader.addEventListener("load", () =>
        done({ name: file.name, mimetype: file.type || "text/plain", content: reader.result.split(",")[1] || "" }),
      );
      reader.readAsDataURL(file);
    });
  input.addEventListener("change", async () => {
    keep(ctx, block, element, { files: await Promise.all([...input.files].map(read)) });
  });
  return input;
}

/** Return the node of any element with a value. `acts`: send a choice at once. */
export function field(ctx, block, element, how) {
  if (LISTS[element.type]) return list(ctx, block, element, how);
  if (CLOCKS[element.type]) return clockField(ctx, block, element, how);
  if (element.type === "radio_buttons" || element.type === "checkboxes") return boxes(ctx, block, element, how);
  if (element.type === "file_input") return fileField(ctx, block, element, how);
  if (/_input$/.test(element.type)) return textField(ctx, block, element, how);
  return h("span", { class: "unknown" }, t("block.unknown", { type: element.type }));
}
