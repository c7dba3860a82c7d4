// Opens the search box over any page: "/" or Ctrl+K, or the link in the header, which is all there is without scripts.
// What happens in the box is fetched when it is first opened; what was typed by then is not lost.

export function watchForSearch() {
  const dialog = document.querySelector("[data-search-dialog]");
  if (!dialog || typeof dialog.showModal !== "function") return;
  let box = null;
  const prepare = () => (box ??= import("./search-dialog.js").then(({ SearchBox }) => new SearchBox(dialog)));
  const open = async () => {
    dialog.showModal();
    dialog.querySelector("input").select();
    (await prepare()).opened();
  };
  dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab is a new tab
      event.preventDefault();
      open();
    });
  }
  // Before the theme's own keys, which know other search boxes.
  const key = (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const held = event.ctrlKey || event.metaKey;
    const wanted = (event.key === "/" && !typing && !held) || (event.key.toLowerCase() === "k" && held);
    if (!wanted || event.altKey || dialog.open) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  };
  document.addEventListener("keydown", key, { capture: true });
}
