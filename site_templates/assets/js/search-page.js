// The page of search results: query and filters stand in its address, so that a link or the back button restores them.

import { marked } from "./search-dialog.js";
import { SearchEngine, namesOf } from "./search-engine.js";
import { element, lang, number, root, say } from "./strings.js";

const PAGE = 10;
const FACETS = ["kind", "holds", "notice", "place", "department", "year"];
const VALUES_SHOWN = 8;
const COUNTED_UP_TO = 20_000; // results; beyond, filters stand without counts

export function start(place) {
  new ResultsPage(place).restore();
}

class ResultsPage {
  #form;
  #input;
  #status;
  #filters;
  #facets;
  #list;
  #more;
  #engine = new SearchEngine(root, lang);
  #query = "";
  #chosen = new Map();
  #open = new Set();
  #found = null;
  #hits = [];
  #turn = 0;
  #timer = 0;

  constructor(place) {
    this.#form = place.querySelector("form");
    this.#input = place.querySelector("input[name=q]");
    this.#status = place.querySelector("[role=status]");
    this.#filters = place.querySelector(".pl-results__filters");
    this.#facets = place.querySelector(".pl-results__facets");
    this.#filters.open = matchMedia("(min-width: 60em)").matches;
    this.#list = place.querySelector(".pl-results__list");
    this.#more = place.querySelector(".pl-results__more");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.#timer);
      this.#ask(this.#input.value, { remember: "push" });
    });
    this.#input.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(this.#input.value, { remember: "replace", typing: true }), 250);
    });
    this.#more.addEventListener("click", () => this.#showMore(true));
    addEventListener("popstate", () => this.restore());
  }

  /** Takes query and filters from the address. */
  restore() {
    const address = new URLSearchParams(location.search);
    this.#chosen = new Map(FACETS.map((facet) => [facet, new Set(address.getAll(facet))]));
    this.#input.value = address.get("q") ?? "";
    this.#ask(this.#input.value, { remember: null });
    if (!this.#input.value) this.#input.focus({ preventScroll: true });
  }

  #remember(how) {
    if (!how) return;
    const address = new URLSearchParams();
    if (this.#query) address.set("q", this.#query);
    for (const [facet, values] of this.#chosen) for (const value of values) address.append(facet, value);
    const text = address.toString();
    history[`${how}State`](null, "", text ? `?${text}` : location.pathname);
  }

  async #ask(query, { remember, typing = false }) {
    this.#query = query.trim();
    this.#remember(remember);
    const turn = ++this.#turn;
    if (!this.#query) {
      this.#found = null;
      return this.#empty("");
    }
    this.#status.textContent = say("searching");
    try {
      const found = await this.#engine.search(this.#query, { typing });
      if (turn !== this.#turn) return;
      this.#found = found;
      await this.#filter(turn);
    } catch (failure) {
      if (turn === this.#turn) this.#empty(say("failed"));
      console.warn(failure);
    }
  }

  #empty(message) {
    this.#status.textContent = message;
    this.#list.replaceChildren();
    this.#filters.hidden = true;
    this.#more.hidden = true;
  }

  /** Applies the filters: values of one facet widen, facets narrow. */
  async #filter(turn) {
    const { hits, relaxed } = this.#found;
    if (!hits.length) return this.#empty(say("none"));
    const facets = await this.#members(hits);
    if (turn !== this.#turn) return;
    const passes = (id, except) =>
      [...this.#chosen].every(([facet, names]) => {
        if (facet === except || !names.size) return true;
        return [...names].some((name) => facets.get(facet)?.get(name)?.has(id));
      });
    this.#hits = hits.filter((hit) => passes(hit.id));
    this.#drawFacets(facets, hits, passes);
    const count = say("found", number(this.#hits.length));
    this.#status.textContent = this.#hits.length ? (relaxed ? `${say("relaxed")} ${count}` : count) : say("noneFiltered");
    this.#list.replaceChildren();
    await this.#showMore(false);
  }

  /** facet → name → ids. Two values with one name are one to the reader. */
  async #members(hits) {
    const known = await this.#engine.facets();
    const found = new Map();
    if (hits.length > COUNTED_UP_TO) return found;
    await Promise.all(
      FACETS.map(async (facet) => {
        const names = new Map();
        found.set(facet, names);
        for (const value of known.get(facet) ?? []) {
          const ids = await this.#engine.members(facet, value);
          const name = facet === "kind" ? value : this.#engine.label(value);
          this.#translate(facet, value, name);
          names.set(name, names.has(name) ? new Set([...names.get(name), ...ids]) : ids);
        }
      }),
    );
    return found;
  }

  /** An address from the other half of the site names the value in that language. */
  #translate(facet, value, name) {
    const chosen = this.#chosen.get(facet);
    for (const other of namesOf(value)) if (other !== name && chosen.delete(other)) chosen.add(name);
  }

  #drawFacets(facets, hits, passes) {
    const groups = FACETS.map((facet) => {
      const chosen = this.#chosen.get(facet);
      const rest = hits.filter((hit) => passes(hit.id, facet));
      const values = [...(facets.get(facet) ?? [])]
        .map(([name, ids]) => ({ name, count: rest.filter((hit) => ids.has(hit.id)).length }))
        .filter(({ name, count }) => count || chosen.has(name));
      values.sort(facet === "year" ? (a, b) => b.name.localeCompare(a.name) : (a, b) => b.count - a.count);
      if (values.length < 2 && !chosen.size) return null;
      const all = this.#open.has(facet) || values.length <= VALUES_SHOWN + 1;
      const shown = all ? values : values.filter(({ name }, at) => at < VALUES_SHOWN || chosen.has(name));
      const more = all ? [] : [this.#moreButton(facet)];
      return element(
        "fieldset",
        { class: "pl-facet" },
        element("legend", {}, say(facet)),
        ...shown.map(({ name, count }) => this.#box(facet, name, count, chosen.has(name))),
        ...more,
      );
    }).filter(Boolean);
    if ([...this.#chosen.values()].some((names) => names.size)) {
      const clear = element("button", { type: "button", class: "pl-facet__clear" }, say("clear"));
      clear.addEventListener("click", () => {
        for (const names of this.#chosen.values()) names.clear();
        this.#changed();
      });
      groups.unshift(clear);
    }
    const focused = document.activeElement?.closest?.(".pl-facet__value")?.dataset.value;
    this.#facets.replaceChildren(...groups);
    this.#filters.hidden = !groups.length;
    if (focused) this.#facets.querySelector(`[data-value="${CSS.escape(focused)}"] input`)?.focus();
  }

  #box(facet, name, count, checked) {
    const input = element("input", { type: "checkbox", checked });
    input.addEventListener("change", () => {
      const chosen = this.#chosen.get(facet);
      if (input.checked) chosen.add(name);
      else chosen.delete(name);
      this.#changed();
    });
    const label = facet === "kind" ? say(`kind.${name}`) : name;
    return element(
      "label",
      { class: "pl-facet__value", "data-value": `${facet}:${name}` },
      input,
      element("span", { class: "pl-facet__name" }, label),
      element("span", { class: "pl-facet__count" }, number(count)),
    );
  }

  #moreButton(facet) {
    const button = element("button", { type: "button", class: "pl-facet__more" }, say("moreValues"));
    button.addEventListener("click", () => {
      this.#open.add(facet);
      this.#filter(this.#turn);
    });
    return button;
  }

  #changed() {
    this.#remember("replace");
    if (this.#found) this.#filter(++this.#turn);
  }

  /** Adds the next results; `focus` puts the reader on the first of them. */
  async #showMore(focus) {
    const turn = this.#turn;
    const from = this.#list.children.length;
    const records = await Promise.all(this.#hits.slice(from, from + PAGE).map((hit) => hit.load()));
    if (turn !== this.#turn || this.#list.children.length !== from) return;
    this.#list.append(...records.map(result));
    this.#more.hidden = this.#list.children.length >= this.#hits.length;
    if (focus) this.#list.children[from]?.querySelector("a").focus();
  }
}

function result(record) {
  const facts = [record.facets.notice?.[0], record.facets.place?.[0], record.facets.year?.[0]].filter(Boolean);
  return element(
    "li",
    { class: "pl-result" },
    element(
      "h2",
      { class: "pl-result__title" },
      element("span", { class: `pl-kind pl-kind--${record.kind}` }, say(`kind.${record.kind}`)),
      " ",
      element("a", { href: record.url.href, lang: record.titleLang }, ...marked(record.title)),
    ),
    element("p", { class: "pl-result__excerpt", lang: record.excerptLang }, ...marked(record.excerpt)),
    element("p", { class: "pl-result__facts" }, facts.join(" · ")),
  );
}
