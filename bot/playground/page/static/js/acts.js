// Acts with what the person sees of them: a busy control, and words when it failed.
import { act } from "./api.js";
import { toast } from "./dialogs.js";

/** Do it; a failure is said at the foot of the page unless `quiet`. */
export async function perform(kind, body, { quiet = false } = {}) {
  const result = await act(kind, body);
  if (!result.ok && !quiet) toast(result.message);
  return result;
}

/** Show a control as busy while `work` goes on; it keeps the focus and takes no second press. */
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
