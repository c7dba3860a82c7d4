// Asks the Pagefind index. Knows queries, results and facets; knows nothing of the page it runs on.

import { joinTokens, needsSpace, parseQuery, splitPhrase } from "./search-query.js";

const FIELD = "¦"; // as in generator/search_index.py: between the parts of a record
const PAIR = "‖"; // between the Chinese and the English name of a filter's value
const EXCERPT = { zh: 60, en: 34 }; // words of an excerpt
const LOOKED_AT = 16; // best hits whose titles decide their order
const RANKED_UP_TO = 4000; // results; beyond, ranking costs more time than it is worth

/** Stands for the index of a site without anything to find. */
const EMPTY = { search: async () => ({ results: [] }), filters: async () => ({}) };

/** The index of the site at `root` (a URL that ends with a slash), for pages in `lang`. */
export class SearchEngine {
  #root;
  #lang;
  #loading = null;
  #sets = new Map();

  constructor(root, lang) {
    this.#root = root;
    this.#lang = lang;
  }

  /** Fetches the program and the index's directory; searching does so by itself. */
  load() {
    this.#loading ??= this.#load();
    this.#loading.catch(() => (this.#loading = null));
    return this.#loading;
  }

  async #load() {
    const folder = new URL("pagefind/", this.#root);
    const listed = fetch(new URL("bundles.json", folder)).then((response) => response.json());
    const [pagefind, { bundles }] = await Promise.all([import(new URL("pagefind.js", folder).href).catch(() => null), listed]);
    if (!bundles.length) return EMPTY;
    if (!pagefind) throw new Error("pagefind.js could not be loaded");
    // Its worker would be a second copy of the program to download.
    const index = pagefind.createInstance({ noWorker: true });
    await index.init();
    for (const bundle of bundles.slice(1)) await index.mergeIndex(new URL(bundle, folder).pathname);
    return index;
  }

  /**
   * Everything that holds all phrases of `query`, best first.
   * Gives { hits, words, relaxed }: `hits` are { id, score, load() }; `relaxed` tells that a phrase was not found as it
   * was typed and its words were looked for one by one. With `typing` the last Latin word may be unfinished.
   */
  async search(query, { typing = false } = {}) {
    const index = await this.load();
    let phrases = parseQuery(query);
    if (!phrases.length) return { hits: [], phrases, relaxed: false };
    let found = await this.#findAll(index, phrases, typing);
    let relaxed = false;
    if (!found.size) {
      const parts = phrases.map((phrase) => (phrase.exact ? splitPhrase(phrase.tokens) : null));
      if (parts.some(Boolean)) {
        phrases = phrases.flatMap((phrase, position) => parts[position] ?? [phrase]);
        found = await this.#findAll(index, phrases, typing);
        relaxed = found.size > 0;
      }
    }
    const results = [...found.values()];
    if (results.length > 1 && results.length <= RANKED_UP_TO) await this.#rank(index, phrases, found, results);
    const hits = results.map((result) => this.#hit(result, phrases));
    return { hits: await titlesFirst(hits), phrases, relaxed };
  }

  /** id → result, for the results that hold every phrase. */
  async #findAll(index, phrases, typing) {
    let found = null;
    for (const [position, phrase] of phrases.entries()) {
      const results = await this.#findPhrase(index, phrase, typing && position === phrases.length - 1);
      const next = new Map();
      for (const result of results) {
        const before = found?.get(result.id);
        if (found && !before) continue;
        next.set(result.id, { id: result.id, words: [...(before?.words ?? []), ...result.words], data: result.data, score: 0 });
      }
      found = next;
      if (!found.size) break;
    }
    return found ?? new Map();
  }

  async #findPhrase(index, { tokens, exact }, unfinished) {
    const { results } = await index.search(`"${tokens.join(" ")}"`);
    if (exact || (results.length && !unfinished)) return results;
    // A single Latin word: also as the beginning of one. Pagefind falls back on any shorter word it knows; a look at one
    // result tells whether it did.
    const longer = (await index.search(tokens[0])).results.filter((result) => result.words.length);
    if (!longer.length) return results;
    const sample = await longer[0].data();
    const stem = tokens[0].slice(0, Math.max(3, tokens[0].length - 3));
    const words = (sample.raw_content ?? sample.content).split(" ");
    const holds = longer[0].words.some((at) => words[at]?.toLowerCase().includes(stem));
    return holds ? longer : results;
  }

  /** Orders `hits` by how well and where they match: titles before text, rare words before common ones. */
  async #rank(index, phrases, found, hits) {
    const { results } = await index.search(phrases.flatMap((phrase) => phrase.tokens).join(" "));
    for (const result of results) {
      const hit = found.get(result.id);
      if (hit) hit.score = result.score;
    }
    hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  #hit({ id, words, data, score }, phrases) {
    let record = null;
    return { id, score, load: () => (record ??= data().then((fragment) => this.#record(fragment, words, phrases))) };
  }

  /** What to show of a result: { url, kind, title, excerpt, facets }; title and excerpt are lists of [text, marked]. */
  #record(fragment, locations, phrases) {
    const tokens = (fragment.raw_content ?? fragment.content).replace(/&lt;/g, "<").replace(/&gt;/g, ">").split(" ");
    const fields = [];
    let start = 0;
    for (let at = 0; at <= tokens.length; at++) {
      if (at === tokens.length || tokens[at] === FIELD) {
        fields.push({ start, end: at });
        start = at + 1;
      }
    }
    const none = { start: 0, end: 0 };
    const [titleZh = none, textZh = none, titleEn = none, textEn = none] = fields;
    const marked = markedTokens(tokens, locations, phrases);
    const english = this.#lang === "en";
    const title = english && titleEn.end > titleEn.start ? titleEn : titleZh;
    const marksIn = ({ start, end }) => [...marked].filter((at) => at >= start && at < end).length;
    // The text in the reader's language, unless the words stand in the other one only.
    const [first, second] = english ? [textEn, textZh] : [textZh, textEn];
    const elsewhere = !marksIn(title) && !marksIn(first) && marksIn(second);
    const text = elsewhere || first.end === first.start ? second : first;
    return {
      url: this.#address(fragment.raw_url ?? fragment.url),
      kind: fragment.filters.kind?.[0] ?? "",
      title: pieces(tokens, title, marked),
      covered: marksIn(title) / Math.max(1, title.end - title.start),
      titleLang: title === titleEn ? "en" : "zh-Hans",
      excerpt: pieces(tokens, excerptOf(text, marked, text === textEn ? EXCERPT.en : EXCERPT.zh), marked, text),
      excerptLang: text === textEn ? "en" : "zh-Hans",
      facets: Object.fromEntries(
        Object.entries(fragment.filters).map(([facet, values]) => [facet, values.map((value) => this.label(value))]),
      ),
    };
  }

  /** A record's file is named after its address: /notices/x/+p3-2+17.html → notices/x/#p3-2. */
  #address(path) {
    const [, folder, anchor] = /([^+]*)\+(.*)\+\d+\.html$/.exec(decodeURIComponent(path)) ?? [null, "/", ""];
    const half = this.#lang === "en" ? "en" : "";
    const url = new URL(`${half}${folder}`.replace(/^\/+/, ""), this.#root);
    if (anchor) url.hash = anchor;
    return url;
  }

  /** A filter value's name in the reader's language. */
  label(value) {
    const [chinese, english = chinese] = namesOf(value);
    return this.#lang === "en" ? english : chinese;
  }

  /** facet → the values it has in the whole index, as the index knows them. */
  async facets() {
    const index = await this.load();
    const filters = await index.filters();
    return new Map(Object.entries(filters).map(([facet, values]) => [facet, Object.keys(values)]));
  }

  /** Ids of all that has `value` in `facet`. */
  async members(facet, value) {
    const key = `${facet}\u0000${value}`;
    if (!this.#sets.has(key)) {
      const index = await this.load();
      const found = index.search(null, { filters: { [facet]: [value] } });
      this.#sets.set(key, found.then(({ results }) => new Set(results.map((result) => result.id))));
    }
    return this.#sets.get(key);
  }
}

/** A filter value's names: Chinese, then English where it differs. */
export const namesOf = (value) => value.split(PAIR);

/** Among the best hits, those whose title is little else than what was looked for come first. */
async function titlesFirst(hits) {
  const records = await Promise.all(hits.slice(0, LOOKED_AT).map(async (hit) => ({ hit, record: await hit.load() })));
  const weight = ({ hit, record }) => hit.score * (1 + 2 * record.covered);
  records.sort((a, b) => weight(b) - weight(a));
  return [...records.map(({ hit }) => hit), ...hits.slice(LOOKED_AT)];
}

/** Positions of the words to mark: where Pagefind found them, and every other place where a phrase stands. */
function markedTokens(tokens, locations, phrases) {
  const marked = new Set(locations);
  const plain = tokens.map((token) => token.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, ""));
  for (const { tokens: wanted } of phrases) {
    for (let at = 0; at + wanted.length <= plain.length; at++) {
      if (wanted.every((token, offset) => plain[at + offset] === token)) {
        wanted.forEach((_, offset) => marked.add(at + offset));
      }
    }
  }
  return marked;
}

/** The stretch of `field` that begins a little before its first marked word. */
function excerptOf(field, marked, length) {
  const inside = [...marked].filter((at) => at >= field.start && at < field.end);
  const first = inside.length ? Math.min(...inside) : field.start;
  const start = Math.max(field.start, Math.min(first - Math.floor(length / 4), field.end - length));
  return { start, end: Math.min(field.end, start + length) };
}

/** `range` of the words as [text, marked] pieces; ellipses where `whole` goes on. */
function pieces(tokens, range, marked, whole = range) {
  const found = [];
  if (range.start > whole.start) found.push(["…", false]);
  let run = [];
  let runMarked = false;
  const all = [];
  for (let at = range.start; at < range.end; at++) {
    if (run.length && marked.has(at) !== runMarked) {
      all.push([run, runMarked]);
      run = [];
    }
    runMarked = marked.has(at);
    run.push(tokens[at]);
  }
  if (run.length) all.push([run, runMarked]);
  all.forEach(([words, isMarked], position) => {
    const text = joinTokens(words);
    const before = position ? all[position - 1][0].at(-1) : "";
    if (before && needsSpace(before, words[0])) found.push([" ", false]);
    found.push([text, isMarked]);
  });
  if (range.end < whole.end) found.push(["…", false]);
  return found;
}
