// What happens in the search box: results while the reader types, chosen by arrow keys.

import { element, lang, number, root, say } from "./strings.js";

const SHOWN = 8;

export class SearchBox {
  #dialog;
  #input;
  #list;
  #status;
  #all;
  #engine = null;
  #turn = 0;
  #timer = 0;
  #active = -1;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#input = dialog.querySelector("input");
    this.#list = dialog.querySelector("[role=listbox]");
    this.#status = dialog.querySelector("[role=status]");
    this.#all = dialog.querySelector("[data-search-all]");
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(), 120);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    // A click beside the box closes it.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => clearTimeout(this.#timer));
    // A key pressed in the box is no key of the page's.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("keyup", (event) => event.stopPropagation());
  }

  /** To be called each time the box was opened. */
  opened() {
    this.#choose(-1, [...this.#list.children]);
    this.prepare();
    if (this.#input.value && !this.#list.children.length) this.#search();
  }

  /** Fetches the index while the reader types. */
  async prepare() {
    const { SearchEngine } = await import("./search-engine.js");
    this.#engine ??= new SearchEngine(root, lang);
    this.#engine.load().catch(() => {});
    return this.#engine;
  }

  async #search() {
    const query = this.#input.value.trim();
    const turn = ++this.#turn;
    if (!query) return this.#show([], "");
    // What is here already stays until the answer comes, so that the list does not flicker.
    if (!this.#list.children.length) this.#status.textContent = say("searching");
    try {
      const engine = await this.prepare();
      const { hits, relaxed } = await engine.search(query, { typing: true });
      const records = await Promise.all(hits.slice(0, SHOWN).map((hit) => hit.load()));
      if (turn !== this.#turn) return; // the reader has typed on
      const count =
        hits.length > SHOWN ? say("foundOfMany", number(hits.length), number(SHOWN)) : say("found", number(hits.length));
      this.#show(records, hits.length ? (relaxed ? `${say("relaxed")} ${count}` : count) : say("none"));
      this.#all.href = `${this.#input.form.action}?${new URLSearchParams({ q: query })}`;
      this.#all.hidden = !hits.length;
    } catch (failure) {
      if (turn === this.#turn) this.#show([], say("failed"));
      console.warn(failure);
    }
  }

  #show(records, message) {
    this.#status.textContent = message;
    this.#active = -1;
    this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-expanded", String(records.length > 0));
    this.#all.hidden = !records.length;
    this.#list.replaceChildren(
      ...records.map((record, position) =>
        element(
          "li",
          { role: "option", id: `pl-search-${position}`, "aria-selected": "false", class: "pl-search__item" },
          element(
            "a",
            { href: record.url.href, tabindex: "-1", class: "pl-search__link" },
            element("span", { class: `pl-kind pl-kind--${record.kind}` }, say(`kind.${record.kind}`)),
            element("span", { class: "pl-search__title", lang: record.titleLang }, ...marked(record.title)),
            element("span", { class: "pl-search__excerpt", lang: record.excerptLang }, ...marked(record.excerpt)),
            element("span", { class: "pl-search__place" }, record.facets.notice?.[0] ?? record.facets.place?.[0] ?? ""),
          ),
        ),
      ),
    );
  }

  #key(event) {
    if (event.isComposing) return; // the input method is choosing characters
    const options = [...this.#list.children];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!options.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // one of them is the input itself
      this.#choose(((this.#active + 1 + step + places) % places) - 1, options);
    } else if (event.key === "Escape") {
      // By itself the first Escape would only empty the field.
      event.preventDefault();
      this.#dialog.close();
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.#dialog.close();
      options[this.#active].querySelector("a").click();
    } else if (event.key === "Enter" && !this.#input.value.trim()) {
      event.preventDefault();
    }
  }

  #choose(position, options) {
    options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = position;
    const option = options[position];
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }
}

/** [text, marked] pieces as nodes. */
export function marked(pieces) {
  return pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));
}
