// Words selected in a report's text go into a form: the words, which of them in their sentence, and the number of the sentence.
// The server counts characters; here only words are counted. Without this file the words are typed. Nothing is asked of the network.
"use strict";

(() => {
  const text = document.getElementById("text") || document.getElementById("passage");
  const inputs = Array.from(document.querySelectorAll("[data-choose]"));
  if (!text || !inputs.length) return;
  const LONGEST = 500;

  // The text under a range as the report has it: what stands for a hidden character is that character again.
  function plain(range) {
    const copy = range.cloneContents();
    for (const each of copy.querySelectorAll(".hidden")) {
      each.textContent = String.fromCodePoint(parseInt(each.dataset.code, 16));
    }
    return copy.textContent;
  }

  const even = (words) => words.normalize("NFC").replace(/\s+/gu, " ");

  function times(within, words) {
    let found = 0;
    for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + 1)) found += 1;
    return found;
  }

  function chosen() {
    const selection = document.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const words = plain(range);
    const bare = even(words).trim();
    if (!bare || bare.length > LONGEST) return null;
    const sentence = sentenceOf(range, words);
    const before = document.createRange();
    before.selectNodeContents(sentence || text);
    before.setEnd(range.startContainer, range.startOffset);
    const lead = words.slice(0, words.length - words.trimStart().length);
    return {
      words: words.trim(),
      nth: Math.max(1, times(even(plain(before) + lead + words.trim()), bare)),
      sentence: sentence ? sentence.dataset.sentence : "",
    };
  }

  // Where a selection begins in the white space behind a sentence, its words are those of the next one.
  function sentenceOf(range, words) {
    const every = Array.from(text.querySelectorAll("[data-sentence]"));
    const touched = every.filter((each) => range.intersectsNode(each));
    const holding = touched.filter((each) => {
      const part = document.createRange();
      part.selectNodeContents(each);
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
      return even(plain(part)).trim() === even(words).trim();
    });
    return holding.length === 1 ? holding[0] : null;
  }

  function fill(input, found) {
    const line = input.closest("tr");
    const nth = line.querySelector("[data-nth]");
    const where = line.querySelector("[data-in]");
    input.value = found.words;
    nth.value = found.nth > 1 ? String(found.nth) : "";
    where.value = found.sentence;
    const form = input.closest("details");
    if (form) form.open = true;
    input.focus();
  }

  const bar = document.createElement("div");
  bar.className = "chooser";
  bar.hidden = true;
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Take the selected words over as");
  const what = document.createElement("span");
  what.className = "what";
  bar.append(what);
  let found = null;
  for (const input of inputs) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = input.dataset.choose;
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => {
      if (found) fill(input, found);
      bar.hidden = true;
    });
    bar.append(button);
  }
  document.body.append(bar);

  let field = null;
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.choose) field = event.target;
    else if (event.target instanceof HTMLInputElement) field = null;
  });

  function look() {
    found = chosen();
    bar.hidden = !found;
    if (found) what.textContent = `“${found.words}”`;
  }
  document.addEventListener("selectionchange", look);
  // With a field in hand the words go straight into it.
  text.addEventListener("pointerup", () => setTimeout(() => {
    look();
    if (found && field) {
      fill(field, found);
      bar.hidden = true;
    }
  }, 0));

  addEventListener("sitrep:choose", () => {
    const first = inputs[0];
    look();
    if (found) fill(first, found);
    else {
      const form = first.closest("details");
      if (form) form.open = true;
      first.focus();
    }
    bar.hidden = true;
  });
})();
