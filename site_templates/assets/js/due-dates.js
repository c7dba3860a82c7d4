// Says of everything with a due date whether the day has passed: by the reader's calendar, by ?as-of=2019-07-01, or by the day
// the build was given.

import { element, say } from "./strings.js";

const DAY = 86_400_000;
const SOON = 30;

/** The day that counts as today, as 2019-07-01. */
export function today(search = location.search) {
  const asked = new URLSearchParams(search).get("as-of") ?? globalThis.document?.querySelector("[data-as-of]")?.dataset.asOf;
  if (asked && /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked))) return asked;
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/** "past", "soon" (within 30 days), "later", or "none" where there is no date. */
export function dueState(due, asOf) {
  if (!due) return "none";
  if (due < asOf) return "past";
  return Date.parse(due) - Date.parse(asOf) <= SOON * DAY ? "soon" : "later";
}

/** Marks every [data-due] in `within`; the words are for readers who do not see the mark. Gives the day it went by. */
export function markDueDates(within) {
  const asOf = today();
  for (const item of within.querySelectorAll("[data-due]")) {
    const state = dueState(item.dataset.due, asOf);
    item.dataset.dueState = state;
    // Of a period the last day counts.
    const time = [...item.querySelectorAll("time[datetime]")].at(-1);
    if (state === "none" || state === "later" || !time || time.querySelector(".pl-visually-hidden")) continue;
    time.title = say(`due.${state}`);
    time.append(element("span", { class: "pl-visually-hidden" }, ` (${say(`due.${state}`)})`));
  }
  return asOf;
}
