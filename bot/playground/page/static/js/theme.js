// Light or dark. Runs before the first paint, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const { theme } = root.dataset;
    root.dataset.look = theme === "dark" || (theme === "auto" && dark.matches) ? "dark" : "light";
  };
  try {
    root.dataset.theme = localStorage.getItem("playground.theme") || "auto";
  } catch {
    root.dataset.theme = "auto"; // private windows store nothing
  }
  show();
  dark.addEventListener("change", show);
  new MutationObserver(show).observe(root, { attributeFilter: ["data-theme"] });
})();
