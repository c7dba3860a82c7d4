// The words scripts say, in the language of the page; the page carries them (SCRIPT_STRINGS in generator/frame.py).

const strings = JSON.parse(document.getElementById("pl-strings")?.textContent ?? "{}");

/** The wording of `key`, with %s, %t … replaced by `values` in turn. */
export function say(key, ...values) {
  let text = strings[key] ?? key;
  values.forEach((value, position) => {
    text = text.replace(`%${"stuv"[position]}`, () => String(value));
  });
  return text;
}

export const lang = document.documentElement.lang.startsWith("en") ? "en" : "zh";

const numbers = new Intl.NumberFormat(lang === "en" ? "en-GB" : "zh-Hans");
export const number = (value) => numbers.format(value);

/** The site's root, wherever the site stands. */
export const root = new URL("../../", import.meta.url);

/** An element with attributes and children; text is always text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}
