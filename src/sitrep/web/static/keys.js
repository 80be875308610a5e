// Keys for lists of claims: j and k move, a r e m s u press what stands on the page, n and w lead to the words of the report.
// Without this file everything works by mouse and Tab. It asks nothing of the network and keeps nothing but the place in the list, for this tab.
"use strict";

(() => {
  const lists = document.querySelectorAll("[data-keys], #add");
  if (!lists.length) return;
  document.body.classList.add("has-keys");

  const claims = () => Array.from(document.querySelectorAll("[data-keys] .claim"));
  const isTyping = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");

  function current() {
    const focused = document.activeElement && document.activeElement.closest(".claim");
    if (focused) return focused;
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (target && target.classList.contains("claim")) return target;
    const every = claims();
    return every.length === 1 ? every[0] : null;
  }

  function move(step) {
    const every = claims();
    if (!every.length) return;
    const here = every.indexOf(current());
    const next = here < 0 ? (step > 0 ? 0 : every.length - 1) : Math.min(Math.max(here + step, 0), every.length - 1);
    every[next].focus();
    every[next].scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    const claim = current() || claims()[0];
    if (!claim) return;
    if (key === "e") {
      const first = document.querySelector('[data-field="figure.best"]') || document.querySelector("[data-field]");
      if (first) { first.focus(); first.select(); return; }
    }
    const found = claim.querySelector(`[data-key="${key}"]`) || document.querySelector(`.one-claim [data-key="${key}"]`);
    if (!found) {
      if (key === "m" || key === "s") location.href = `/claims/${claim.dataset.claim}#events-of`;
      return;
    }
    if (found.tagName === "INPUT") { found.focus(); return; }
    const name = (found.form && found.form.elements.namedItem("by")) || document.getElementById("reviewer-name");
    if (found.form && name && !name.value.trim()) { name.focus(); return; }
    found.click();
  }

  // n: on a report the form for a claim that is missing, on a claim its report's. w: the words of the claim that is shown.
  function choose(key) {
    const form = document.getElementById("add");
    if (key === "n" && form) { dispatchEvent(new Event("sitrep:choose")); return; }
    const report = document.querySelector('a[data-key="n"]');
    if (key === "n" && report) { report.click(); return; }
    const first = key === "w" && document.querySelector(".one-claim [data-choose]");
    if (first) first.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "n" || event.key === "w") choose(event.key);
    else if ("arusem".includes(event.key) && event.key.length === 1) press(event.key);
    else if (event.key === "Enter" && document.activeElement && document.activeElement.classList.contains("claim")) {
      const link = document.activeElement.querySelector(".sentence");
      if (link) link.click();
    } else return;
    event.preventDefault();
  });

  // Words selected in the passage go into the field that was typed in last.
  let field = null;
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.field) field = event.target;
  });
  const passage = document.getElementById("passage");
  if (passage) {
    passage.addEventListener("mouseup", () => {
      const words = String(document.getSelection()).trim();
      if (words && field && words.length < 500) { field.value = words; field.focus(); }
    });
  }

  // After the browser has gone to the fragment itself: that would take the focus away again.
  function arrive() {
    if (location.hash.startsWith("#c-")) {
      const target = document.getElementById(location.hash.slice(1));
      if (target) target.focus();
    } else if (location.hash === "#edit") press("e");
    else if (location.hash === "#add") choose("n");
  }
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => setTimeout(arrive, 0));
  addEventListener("hashchange", arrive);
})();
