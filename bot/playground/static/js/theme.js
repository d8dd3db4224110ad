// Runs before the first paint, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  try {
    root.dataset.theme = localStorage.getItem("playground.theme") || "auto";
  } catch {
    root.dataset.theme = "auto";
  }
})();
