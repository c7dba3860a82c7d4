// Stands right after the switch between light and dark in the header, so that the reader's choice holds before the
// first paint. Without a choice, and without scripts, the page is light; "auto" follows the system.
"use strict";

{
  const kept = __md_get("__palette");
  if (kept && kept.color) {
    let color = kept.color;
    if (color.media === "(prefers-color-scheme)") {
      const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
      if (input) color = { ...color, scheme: input.dataset.mdColorScheme };
    }
    for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, value);
  } else {
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
    if (input) document.body.setAttribute("data-md-color-scheme", input.dataset.mdColorScheme);
  }
}
