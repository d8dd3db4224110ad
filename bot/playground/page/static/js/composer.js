// The composer: text, slash commands with hints, files by name, shortcuts.
import { perform } from "./acts.js";
import { toast } from "./dialogs.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { hintsFor } from "./hints.js";
import { inline } from "./mrkdwn.js";
import { openMenu } from "./popover.js";
import { channelOf, knownCommands, world } from "./state.js";
import { t } from "./texts.js";
import { encode } from "./words.js";

const drafts = new Map();

const iconButton = (name, words, props = {}) =>
  h("button", { type: "button", class: "icon-button", "aria-label": words, title: words, ...props }, icon(name));

/** Return the composer of a channel or of a thread in it. */
export function composer({ channel, threadTs, placeholder }) {
  const key = `${world.as}/${channel}/${threadTs || ""}`;
  const listId = uid("hints");
  const area = h("textarea", {
    class: "composer-text",
    rows: 1,
    placeholder,
    "aria-label": placeholder,
    "aria-autocomplete": "list",
    value: drafts.get(key) || "",
    data: { testid: threadTs ? "thread-composer" : "composer" },
  });
  const send = h(
    "button",
    {
      type: "submit",
      class: "send",
      "aria-label": t("composer.send"),
      title: t("composer.send"),
      data: { testid: threadTs ? "thread-send" : "send" },
    },
    icon("send"),
  );
  const chosen = h("ul", { class: "files chosen", hidden: true });
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: -1, "aria-hidden": "true" });
  const attach = iconButton("clip", t("composer.attach"), {
    data: { testid: "attach" },
    on: { click: () => picker.click() },
  });
  const bolt = iconButton("bolt", t("composer.shortcuts"), {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { testid: "shortcuts" },
  });
  const hints = h("div", { class: "hints", hidden: true });
  const where = channelOf(channel);
  const also = h(
    "label",
    { class: "also" },
    h("input", { type: "checkbox", data: { testid: "broadcast" } }),
    where?.kind === "im" ? t("composer.also_direct") : t("composer.also_channel", { channel: where?.name || "" }),
  );
  let files = [];
  let offered = [];
  let active = -1;

  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(240, area.scrollHeight)}px`;
    send.classList.toggle("ready", Boolean(area.value.trim() || files.length));
  };
  const drawFiles = () => {
    chosen.hidden = !files.length;
    chosen.replaceChildren(
      ...files.map((file) =>
        h(
          "li",
          { class: "file" },
          icon("file", 20),
          h("span", {}, file.name),
          h(
            "button",
            {
              type: "button",
              class: "chip-x",
              "aria-label": t("composer.leave_out", { file: file.name }),
              on: {
                click: () => {
                  files = files.filter((one) => one !== file);
                  drawFiles();
                },
              },
            },
            icon("close", 12),
          ),
        ),
      ),
    );
    grow();
  };
  picker.addEventListener("change", () => {
    files = [
      ...files,
      ...[...picker.files].map((file) => ({ name: file.name, mimetype: file.type || "application/octet-stream" })),
    ];
    picker.value = "";
    drawFiles();
    area.focus();
  });
  bolt.addEventListener("click", () => {
    const all = world.shortcuts.filter((shortcut) => shortcut.type === "global");
    const items = all.map((shortcut) => ({
      label: shortcut.name,
      detail: shortcut.description,
      icon: icon("bolt"),
      data: { testid: `shortcut-${shortcut.callback_id}`, callbackId: shortcut.callback_id },
      run: () => perform("global_shortcut", { callback_id: shortcut.callback_id }),
    }));
    openMenu(
      bolt,
      items.length
        ? [{ heading: t("composer.shortcuts_of", { app: world.app.name }) }, ...items]
        : [{ label: t("composer.no_shortcuts") }],
      { label: t("composer.shortcuts"), align: "start" },
    );
  });

  const point = (at) => {
    active = at;
    [...hints.querySelectorAll("[role=option]")].forEach((node, index) => {
      node.setAttribute("aria-selected", String(index === at));
      if (index === at) {
        area.setAttribute("aria-activedescendant", node.id);
        node.scrollIntoView({ block: "nearest" });
      }
    });
    if (at < 0) area.removeAttribute("aria-activedescendant");
  };
  const take = (offer) => {
    area.setRangeText(offer.insert, offer.from, area.selectionStart, "end");
    area.focus();
    changed();
  };
  const offer = () => {
    const found = hintsFor(area.value, area.selectionStart, Boolean(threadTs));
    offered = found.offers;
    hints.hidden = !offered.length && !found.usage;
    hints.replaceChildren(
      ...(found.usage ? [h("div", { class: "usage", data: { testid: "usage" } }, found.usage)] : []),
      ...(offered.length
        ? [
            h(
              "div",
              { role: "listbox", id: listId, "aria-label": found.label },
              ...offered.map((one) => {
                const node = h(
                  "div",
                  {
                    class: "option",
                    role: "option",
                    id: uid("hint"),
                    "aria-selected": "false",
                    data: { testid: "hint" },
                  },
                  one.face,
                  h(
                    "span",
                    { class: "option-words" },
                    h(
                      "span",
                      {},
                      h("strong", {}, one.label),
                      one.after && h("span", { class: "hint-usage" }, ` ${one.after}`),
                    ),
                    one.detail && h("span", { class: "option-detail" }, one.detail),
                  ),
                  one.whose && h("span", { class: "option-detail" }, one.whose),
                );
                node.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
                node.addEventListener("click", () => take(one));
                return node;
              }),
            ),
          ]
        : []),
    );
    if (offered.length) area.setAttribute("aria-controls", listId);
    else area.removeAttribute("aria-controls");
    point(offered.length ? 0 : -1);
  };
  const changed = () => {
    drafts.set(key, area.value);
    grow();
    offer();
  };
  const clear = () => {
    area.value = "";
    files = [];
    drafts.delete(key);
    also.querySelector("input").checked = false;
    drawFiles();
    offer();
  };

  const command = async (text) => {
    const name = text.split(/\s/, 1)[0];
    if (threadTs)
      return toast(t("composer.not_in_threads", { command: name }));
    if (!knownCommands().some((one) => one.command === name))
      return toast(t("composer.no_command", { command: name }));
    clear();
    const result = await perform("command", { channel, text: encode(text) });
    if (!result.ok && !area.value) {
      area.value = text;
      changed();
    }
    return result;
  };
  const submit = async () => {
    const text = area.value.trim();
    if (!text && !files.length) return;
    if (area.value.startsWith("/")) {
      await command(text);
      return;
    }
    const said = text.startsWith("/") ? ` ${text}` : text;
    const sent = files;
    clear();
    const result = await perform("say", {
      channel,
      text: encode(said),
      ...(threadTs ? { thread_ts: threadTs, broadcast: also.querySelector("input").checked } : {}),
      ...(sent.length ? { files: sent } : {}),
    });
    if (!result.ok && !area.value) {
      area.value = text;
      files = sent;
      drawFiles();
      changed();
    }
  };
  area.addEventListener("input", changed);
  area.addEventListener("blur", () => {
    hints.hidden = true;
  });
  area.addEventListener("focus", offer);
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const exact =
      offered[active] &&
      area.value.slice(offered[active].from, area.selectionStart).trim() === offered[active].insert.trim();
    if (!hints.hidden && offered.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      point((active + (event.key === "ArrowDown" ? 1 : -1) + offered.length) % offered.length);
    } else if (
      !hints.hidden &&
      offered[active] &&
      !exact &&
      ((event.key === "Tab" && !event.shiftKey) || (event.key === "Enter" && !event.shiftKey))
    ) {
      take(offered[active]);
    } else if (!hints.hidden && event.key === "Escape") {
      hints.hidden = true;
      offered = [];
      point(-1);
    } else if (event.key === "Enter" && !event.shiftKey) {
      submit();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const form = h(
    "form",
    { class: "composer" },
    hints,
    h(
      "div",
      { class: "composer-box" },
      area,
      chosen,
      ...(threadTs ? [also] : []),
      h(
        "div",
        { class: "composer-foot" },
        attach,
        picker,
        bolt,
        h("span", { class: "composer-tip" }, ...inline(t("composer.new_line"))),
        send,
      ),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  requestAnimationFrame(grow);
  return form;
}
