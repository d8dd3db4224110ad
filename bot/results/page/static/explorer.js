// All of the page works without this. With it: Markdown goes to the clipboard, "/" goes to the search, filters are unfolded on a desk.
"use strict";

for (const link of document.querySelectorAll("a.copy")) {
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      await navigator.clipboard.writeText(await answer.text());
      const words = link.textContent;
      link.textContent = link.dataset.copied;
      link.setAttribute("role", "status");
      setTimeout(() => {
        link.textContent = words;
        link.removeAttribute("role");
      }, 2000);
    } catch {
      location.assign(link.href);
    }
  });
}

const search = document.getElementById("q");
document.addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (search && event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

const facets = document.querySelector(".facets");
if (facets && matchMedia("(min-width: 60.01rem)").matches) facets.open = true;
