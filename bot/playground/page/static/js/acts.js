// Acts with visible progress: a busy control, and a message when they fail.
import { act } from "./api.js";
import { toast } from "./dialogs.js";

/** Perform an act; show a failure at the foot of the page unless `quiet`. */
export async function perform(kind, body, { quiet = false } = {}) {
  const result = await act(kind, body);
  if (!result.ok && !quiet) toast(result.message);
  return result;
}

/** Send what waits to be reported of fields, each by a function of these, and wait until it is. */
export const reported = (reports = []) => Promise.all(reports.map((report) => report()));

/** Show a control as busy while `work` runs; it keeps the focus and ignores further presses. */
export async function whileBusy(node, work) {
  if (node.getAttribute("aria-busy") === "true") return undefined;
  node.setAttribute("aria-busy", "true");
  node.setAttribute("aria-disabled", "true");
  try {
    return await work();
  } finally {
    node.removeAttribute("aria-busy");
    node.removeAttribute("aria-disabled");
  }
}
