// Starts what the page at hand has a use for. Everything works without it; it adds search, filters and marks.

import { markDueDates } from "./due-dates.js";
import { watchForSearch } from "./search-open.js";

watchForSearch();

const asOf = markDueDates(document);

// The switch of language keeps the view: filters and the place on the page.
for (const link of document.querySelectorAll("[data-language-switch]")) {
  const plain = link.getAttribute("href").replace(/[?#].*$/, "");
  const follow = () => link.setAttribute("href", plain + location.search + location.hash);
  link.addEventListener("pointerdown", follow);
  link.addEventListener("focus", follow);
  link.addEventListener("click", follow);
}

if (document.querySelector("table[data-ledger]")) {
  import("./ledger-table.js").then(({ enhance }) => {
    for (const table of document.querySelectorAll("table[data-ledger]")) enhance(table, asOf);
  });
}

if (document.querySelector("[data-search-page]")) {
  import("./search-page.js").then(({ start }) => start(document.querySelector("[data-search-page]")));
}

if (document.querySelector(".pl-anchor")) {
  import("./copy-link.js").then(({ copyLinks }) => copyLinks());
}
