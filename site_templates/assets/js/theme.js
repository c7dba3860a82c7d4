// Runs in the head of every page, before the body is parsed. The theme's own scripts expect these four names; the theme
// defines them in a script inside the page, which the content security policy does not allow.
"use strict";

document.documentElement.classList.replace("no-js", "js");

var __md_scope = new URL(document.currentScript.dataset.base, location);

var __md_hash = (text) => [...text].reduce((sum, character) => ((sum << 5) - sum + character.charCodeAt(0)) | 0, 0);

var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is blocked or holds something else
  }
};

var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage is blocked or full; the choice lasts as long as the page
  }
};
