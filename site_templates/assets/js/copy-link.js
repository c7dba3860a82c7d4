// ¶ links: a click goes to the address, as any link does, and copies it.

import { element, say } from "./strings.js";

export function copyLinks() {
  const status = element("p", { class: "pl-visually-hidden", role: "status", "aria-live": "polite" });
  document.body.append(status);
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a.pl-anchor");
    if (!link || event.defaultPrevented || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // the reader did not allow it
    }
    status.textContent = say("copied");
    link.dataset.copied = "";
    setTimeout(() => {
      delete link.dataset.copied;
      status.textContent = "";
    }, 1500);
  });
}
