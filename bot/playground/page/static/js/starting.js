// Show the progress of the start, and open the workspace when it is complete.
const PAUSE_MS = 500;
const words = document.getElementById("step");

async function look() {
  try {
    const { step } = await (await fetch("/starting")).json();
    if (step === null) return location.reload();
    if (words.textContent !== `${step} …`) words.textContent = `${step} …`;
  } catch {
    words.textContent = "It does not answer. Is it still running in the terminal?";
  }
  setTimeout(look, PAUSE_MS);
}

look();
