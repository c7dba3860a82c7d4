// What a reader typed, cut into what the index is asked for. The rule for Chinese is `spaced` in
// generator/search_index.py: every Chinese character is a word of its own, Latin words and numbers stay whole.

const ALONE =
  /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\u3040-\u30ff]|[\u{20000}-\u{3ffff}]/u;
const BREAK = /[\s\u2010-\u2027\u2030-\u205e\u3000-\u3006\u3008-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffef\u2190-\u2bff\xb7]/u;
const QUOTED = /["“”「」]([^"“”「」]+)["“”「」]/gu;

/** Full-width letters and digits as the index has them: ５Ｇ → 5G. */
function fold(text) {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05]/gu, (c) =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}

/** A Latin word or number as the index holds it: 22% → 22, COVID-19 → covid19, 3.5 stays. "" when nothing is left. */
function word(text) {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]/gu, "")
    .replace(/^\.+|\.+$/g, "");
}

/** Runs of words that must follow one another: 5G基站 → [["5g","基","站"]]; punctuation ends a run, a space if asked. */
function runs(text, { spaceEndsRun = true } = {}) {
  const found = [];
  let run = [];
  let latin = "";
  const endWord = () => {
    const token = word(latin);
    if (token) run.push(token);
    latin = "";
  };
  const endRun = () => {
    endWord();
    if (run.length) found.push(run);
    run = [];
  };
  for (const character of text) {
    if (ALONE.test(character)) {
      endWord();
      run.push(character);
    } else if (!spaceEndsRun && /\s/u.test(character)) {
      endWord();
    } else if (BREAK.test(character)) {
      endRun();
    } else {
      latin += character;
    }
  }
  endRun();
  return found;
}

const isLatin = (token) => !ALONE.test(token);

/**
 * Phrases of which each must occur. `exact: false` marks a single Latin word, which may also be the beginning of one.
 * "GDP 固定资产" → [{tokens: ["gdp"], exact: false}, {tokens: ["固","定","资","产"], exact: true}]
 */
export function parseQuery(query) {
  const phrases = [];
  const rest = fold(query).replace(QUOTED, (_, quoted) => {
    for (const tokens of runs(quoted, { spaceEndsRun: false })) phrases.push({ tokens, exact: true });
    return " ";
  });
  for (const tokens of runs(rest)) {
    phrases.push({ tokens, exact: tokens.length > 1 || !isLatin(tokens[0]) });
  }
  return phrases;
}

/** The Chinese words of a phrase that was not found as it stands, or null when it cannot be cut. */
export function splitPhrase(tokens) {
  if (tokens.length < 3 || typeof Intl.Segmenter === "undefined") return null;
  const segmenter = new Intl.Segmenter("zh-Hans", { granularity: "word" });
  const words = [...segmenter.segment(tokens.join(""))].filter((part) => part.isWordLike).map((part) => part.segment);
  if (words.length < 2) return null;
  return words.flatMap((part) => runs(part)).map((part) => ({ tokens: part, exact: true }));
}

/** Text again from the index's separate words. */
export function joinTokens(tokens) {
  let text = "";
  tokens.forEach((token, position) => {
    text += (position && needsSpace(tokens[position - 1], token) ? " " : "") + token;
  });
  return text;
}

/** Whether a space stood between two words: always around ·, ≥ and ≤ and between Latin words, never between Chinese ones. */
export function needsSpace(left, right) {
  if (left === "·" || right === "·" || /^[≥≤]$/.test(left) || /^[≥≤]$/.test(right)) return true;
  const last = left.at(-1);
  const first = right[0];
  // English quotation marks stand apart from the words around them, Chinese ones do not.
  if (/[“‘]/.test(first)) return /[a-z]/i.test(last);
  if (/[”’]/.test(last)) return /[a-z]/i.test(first);
  if (BREAK.test(last) || BREAK.test(first)) return false;
  if (!ALONE.test(last) && !ALONE.test(first)) return true;
  // A Chinese name after an English one; 5G基站 and 增长22% are written without.
  return ALONE.test(last) !== ALONE.test(first) && /[a-z]{2}$/.test(left);
}
