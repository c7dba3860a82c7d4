// Filters, sorting and a download for the tables of targets and deadlines, which are complete without it.
// The view stands in the page's address; facets use ids, which are the same in both languages.

import { dueState } from "./due-dates.js";
import { element, lang, number, say } from "./strings.js";

const collator = new Intl.Collator(lang === "en" ? "en-GB" : "zh-Hans-u-co-pinyin", { numeric: true });
const DUE_STATES = ["past", "soon", "later", "none"];

/** Gives `table` its controls. `asOf` is the day by which "due" is decided. */
export function enhance(table, asOf) {
  new Ledger(table, asOf).start();
}

class Ledger {
  #table;
  #asOf;
  #rows;
  #facets;
  #controls;
  #status;
  #text;
  #selects = new Map();
  #reset;
  #toggle;
  #sorting = { column: -1, down: false };

  constructor(table, asOf) {
    this.#table = table;
    this.#asOf = asOf;
    this.#rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row, order) => ({
      row,
      order,
      home: row.parentNode,
      text: row.textContent.toLowerCase().replace(/\s+/g, " "),
      due: dueState(row.dataset.due, asOf),
      ids: new Map(),
    }));
    this.#facets = readFacets(table);
    for (const entry of this.#rows) {
      for (const { name } of this.#facets) entry.ids.set(name, new Set((entry.row.dataset[name] ?? "").split(" ")));
    }
    const dated = this.#rows.some(({ row }) => row.dataset.due);
    if (dated) {
      this.#facets.push({ name: "due", label: say("due"), values: DUE_STATES.map((key) => [key, say(`due.${key}`)]) });
      for (const entry of this.#rows) entry.ids.set("due", new Set([entry.due]));
    }
  }

  start() {
    this.#controls = controlsOf(this.#table);
    if (!this.#controls) return;
    this.#build();
    this.#makeSortable();
    this.#restore();
    addEventListener("popstate", () => this.#restore());
  }

  #build() {
    this.#text = element("input", { type: "search", name: "q", autocomplete: "off", "aria-label": say("filterText"), placeholder: say("filterText") });
    let timer = 0;
    this.#text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#changed(), 150);
    });
    const words = element("label", { class: "pl-control pl-control--text" }, element("span", {}, say("filterText")), this.#text);
    const facets = element("div", { class: "pl-controls__facets", id: `pl-facets-${this.#table.dataset.ledger}` });
    for (const { name, label } of this.#facets) {
      const select = element("select", { name });
      select.addEventListener("change", () => this.#changed());
      this.#selects.set(name, select);
      facets.append(element("label", { class: "pl-control" }, element("span", {}, label), select));
    }
    // On a phone the facets wait behind this button; on larger screens they are always open and it is not shown.
    this.#toggle = element(
      "button",
      { type: "button", class: "pl-controls__button pl-controls__toggle", "aria-expanded": "false", "aria-controls": facets.id },
      say("filters"),
    );
    this.#toggle.addEventListener("click", () => {
      this.#toggle.setAttribute("aria-expanded", String(facets.toggleAttribute("data-open")));
    });
    this.#status = element("p", { class: "pl-controls__status", role: "status", "aria-live": "polite" });
    this.#reset = element("button", { type: "button", class: "pl-controls__button", disabled: true }, say("reset"));
    this.#reset.addEventListener("click", () => {
      this.#text.value = "";
      for (const select of this.#selects.values()) select.value = "";
      this.#changed();
    });
    const download = element("button", { type: "button", class: "pl-controls__button" }, say("download"));
    download.addEventListener("click", () => this.#download());
    const form = element(
      "form",
      { class: "pl-controls", role: "search", "aria-label": say("filterText") },
      element("div", { class: "pl-controls__fields" }, words, facets),
      element("div", { class: "pl-controls__line" }, this.#status, this.#toggle, this.#reset, download),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#controls.replaceChildren(form);
    this.#controls.hidden = false;
  }

  // ── filters ──

  #view() {
    const wanted = new Map();
    for (const [name, select] of this.#selects) if (select.value) wanted.set(name, select.value);
    return { words: this.#text.value.toLowerCase().split(/\s+/).filter(Boolean), wanted };
  }

  #passes(entry, { words, wanted }, except) {
    for (const [name, value] of wanted) if (name !== except && !entry.ids.get(name).has(value)) return false;
    return words.every((word) => entry.text.includes(word));
  }

  #apply() {
    const view = this.#view();
    let shown = 0;
    for (const entry of this.#rows) {
      const passes = this.#passes(entry, view);
      entry.row.hidden = !passes;
      shown += passes;
    }
    this.#count(view);
    this.#table.toggleAttribute("data-ledger-filtered", shown < this.#rows.length);
    this.#reset.disabled = !view.words.length && !view.wanted.size;
    this.#toggle.textContent = view.wanted.size ? `${say("filters")} (${view.wanted.size})` : say("filters");
    const asked = new URLSearchParams(location.search).has("as-of") ? ` · ${say("asOf", this.#asOf)}` : "";
    this.#status.textContent = say("shown", number(shown), number(this.#rows.length)) + asked;
  }

  /** How many rows each value would show, the facet's own choice aside. */
  #count(view) {
    for (const { name, values } of this.#facets) {
      const select = this.#selects.get(name);
      const counts = new Map();
      for (const entry of this.#rows) {
        if (!this.#passes(entry, view, name)) continue;
        for (const id of entry.ids.get(name)) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const chosen = select.value;
      const options = values
        .filter(([id]) => counts.has(id) || id === chosen)
        .map(([id, label]) => element("option", { value: id }, `${label} (${number(counts.get(id) ?? 0)})`));
      select.replaceChildren(element("option", { value: "" }, say("all")), ...options);
      select.value = chosen;
      select.closest(".pl-control").toggleAttribute("data-chosen", Boolean(chosen));
    }
  }

  #changed() {
    this.#apply();
    this.#remember();
  }

  // ── sorting ──

  #makeSortable() {
    [...(this.#table.tHead?.rows[0]?.cells ?? [])].forEach((cell, column) => {
      if (!("sortable" in cell.dataset)) return;
      const button = element("button", { type: "button", class: "pl-sort" }, ...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const again = this.#sorting.column === column;
        this.#sorting = again && this.#sorting.down ? { column: -1, down: false } : { column, down: again };
        this.#sort();
        this.#remember();
      });
    });
  }

  #sort() {
    const { column, down } = this.#sorting;
    const heads = [...(this.#table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((cell, at) => {
      if (!("sortable" in cell.dataset)) return;
      if (at === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    const ordered = [...this.#rows];
    if (column >= 0) {
      const keys = new Map(ordered.map((entry) => [entry, sortKey(entry.row.cells[column])]));
      ordered.sort((a, b) => compare(keys.get(a), keys.get(b), down) || a.order - b.order);
      const label = heads[column].textContent.trim();
      this.#status.textContent = say(down ? "sortedDown" : "sortedUp", label);
    } else {
      ordered.sort((a, b) => a.order - b.order);
    }
    for (const { row, home } of ordered) home.append(row);
  }

  // ── address ──

  #remember() {
    const address = new URLSearchParams(location.search);
    const keep = address.get("as-of");
    const fresh = new URLSearchParams();
    if (this.#text.value.trim()) fresh.set("q", this.#text.value.trim());
    for (const [name, select] of this.#selects) if (select.value) fresh.set(name, select.value);
    const head = this.#table.tHead?.rows[0]?.cells[this.#sorting.column];
    if (head) fresh.set("sort", `${this.#sorting.down ? "-" : ""}${head.dataset.sortable || this.#sorting.column}`);
    if (keep) fresh.set("as-of", keep);
    const text = fresh.toString().replaceAll("%2F", "/");
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  #restore() {
    const address = new URLSearchParams(location.search);
    this.#text.value = address.get("q") ?? "";
    for (const { name, values } of this.#facets) {
      const select = this.#selects.get(name);
      select.replaceChildren(
        element("option", { value: "" }, say("all")),
        ...values.map(([id, label]) => element("option", { value: id }, label)),
      );
      select.value = address.get(name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    const sort = address.get("sort") ?? "";
    const wanted = sort.replace(/^-/, "");
    const heads = [...(this.#table.tHead?.rows[0]?.cells ?? [])];
    const column = wanted ? heads.findIndex((cell, at) => "sortable" in cell.dataset && (cell.dataset.sortable || String(at)) === wanted) : -1;
    this.#sorting = { column, down: sort.startsWith("-") };
    if (column >= 0) this.#sort();
    this.#apply();
  }

  // ── download ──

  #download() {
    const heads = [...(this.#table.tHead?.rows[0]?.cells ?? [])].map(plainText);
    const lines = [heads];
    for (const body of this.#table.tBodies) {
      for (const row of body.rows) if (!row.hidden) lines.push([...row.cells].map(plainText));
    }
    const csv = lines.map((cells) => cells.map(quote).join(",")).join("\r\n");
    // Excel takes UTF-8 for what it is only with a byte order mark.
    const url = URL.createObjectURL(new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv;charset=utf-8" }));
    const link = element("a", { href: url, download: `${this.#table.dataset.ledger}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** The facets the page gives for `table`: [{ name, label, values: [[id, label]] }]. */
function readFacets(table) {
  const script = nearest(table, "script[data-ledger-facets]");
  const facets = script ? JSON.parse(script.textContent) : [];
  return facets.filter(({ name, values }) => name !== "due" && values.length > 1);
}

const controlsOf = (table) => nearest(table, "[data-ledger-controls]");

/** The last element before `table` that matches: several ledgers may stand on one page. */
function nearest(table, selector) {
  const before = [...document.querySelectorAll(selector)].filter(
    (each) => table.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING,
  );
  return before.at(-1) ?? null;
}

function sortKey(cell) {
  const text = cell?.dataset.sort ?? cell?.textContent.trim() ?? "";
  const value = Number(text);
  return text !== "" && !Number.isNaN(value) ? value : text;
}

/** Numbers before words; what is empty comes last either way. */
function compare(a, b, down) {
  if (a === "" || b === "") return (a === "") - (b === "");
  const order =
    typeof a === "number" && typeof b === "number"
      ? a - b
      : typeof a !== typeof b
        ? (typeof a === "number" ? -1 : 1)
        : collator.compare(a, b);
  return down ? -order : order;
}

/** What a cell says, without words that are there for screen readers only or for the eye only. */
function plainText(cell) {
  const copy = cell.cloneNode(true);
  for (const extra of copy.querySelectorAll(".pl-visually-hidden, .pl-anchor, [aria-hidden=true]")) extra.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** A CSV cell; a leading = + - @ is no formula in a spreadsheet, and a number stays one. */
function quote(text) {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
