// Show the progress of the start, and open the workspace when it is complete.
import { t } from "./texts.js";

const PAUSE_MS = 500;
const words = document.getElementById("step");

async function look() {
  try {
    const { step } = await (await fetch("/starting")).json();
    if (step === null) return location.reload();
    if (words.textContent !== `${step} …`) words.textContent = `${step} …`;
  } catch {
    words.textContent = t("starting.trouble");
  }
  setTimeout(look, PAUSE_MS);
}

look();
