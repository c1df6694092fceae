"use strict";
// Whatever stands in the data was written by others: it becomes text (textContent), never markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const VERDICTS = [["supported", "Supported"], ["partly", "Partly"], ["not-supported", "Not supported"], ["cannot-tell", "Cannot tell"]];
  const NAMES = Object.fromEntries([...VERDICTS, ["answer", "Author's answer"]]);
  const KINDS = { statement: "Statement", exhibit: "Exhibit", heading: "Heading", figure: "Figure", row: "Row" };
  const PARTS = { words: "words", passages: "passages", data: "data" };
  const CHAPTERS = new Map(data.chapters);
  const VOLUMES = new Map(data.volumes);
  const prefix = `reportgen-review:${data.project}:`;
  const own = prefix + data.digest;
  const FILTERS = ["volume", "chapter", "kind", "unread", "changed", "disputed", "single", "wrong", "sampled", "size", "seed"];
  const MOST = 40;

  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };

  // --- what is kept in this browser -------------------------------------------------------------
  let keeps = true;
  const state = { reader: data.reader, role: "reader", answers: {}, at: "", keys: true, filters: {} };
  const holds = (answer, item) => answer && item && ["words", "passages", "data"].every((part) => answer[part] === item[part]);
  const items = new Map(data.items.map((item) => [item.id, item]));

  function recall() {
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const name = localStorage.key(n);
        if (!name.startsWith(prefix)) continue;
        const kept = JSON.parse(localStorage.getItem(name));
        // What was read on an earlier page of this brief, and has not changed, need not be read again.
        for (const [id, answer] of Object.entries(kept.answers || {})) {
          const known = state.answers[id];
          if (holds(answer, items.get(id)) && (!known || known.date < answer.date)) state.answers[id] = answer;
        }
        if (name === own || !state.reader) state.reader = state.reader || kept.reader || "";
        if (name === own) Object.assign(state, { role: kept.role || "reader", at: kept.at || "", keys: kept.keys !== false, filters: kept.filters || {} });
      }
      keep();
    } catch {
      keeps = false;
    }
  }
  function keep() {
    try {
      localStorage.setItem(own, JSON.stringify(state));
    } catch {
      keeps = false;
    }
    by("stored").textContent = keeps ? "Progress is kept in this browser." : "This browser keeps nothing: save before you close the page.";
  }

  // --- what is shown ----------------------------------------------------------------------------
  let shown = [];
  let place = 0;

  // The same as in review/sampling.py.
  function rank(name, seed) {
    let number = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(`${seed}:${name}`)) number = Math.imul(number ^ byte, 0x01000193) >>> 0;
    for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35]]) number = Math.imul(number ^ (number >>> shift), factor) >>> 0;
    return (number ^ (number >>> 16)) >>> 0;
  }
  const within = (item) => !by("volume").value || item.volume === by("volume").value;
  function sample(size, seed) {
    const ranked = data.items.filter((item) => item.kind === "statement" && within(item)).map((item) => [rank(item.id, seed), item.id]);
    ranked.sort((one, two) => one[0] - two[0] || (one[1] < two[1] ? -1 : 1));
    return new Set(ranked.slice(0, size).map(([, id]) => id));
  }
  const number = (id, otherwise) => (by(id).value === "" ? otherwise : Math.trunc(Number(by(id).value)));

  function choose() {
    const ticked = (id) => by(id).checked;
    const drawn = ticked("sampled") ? sample(number("size", data.sample), number("seed", data.seed)) : null;
    const answered = (item) => Boolean(state.answers[item.id]?.verdict);
    shown = data.items.filter((item) =>
      within(item)
      && (!by("chapter").value || item.chapter === by("chapter").value)
      && (!by("kind").value || item.kind === by("kind").value)
      && (!ticked("unread") || (item.state === "unread" && !answered(item)))
      && (!ticked("changed") || item.state === "changed")
      && (!ticked("disputed") || item.state === "disputed")
      && (!ticked("single") || item.sources === 1)
      && (!ticked("wrong") || item.findings.length > 0)
      && (!drawn || drawn.has(item.id)));
    place = Math.max(shown.findIndex((item) => item.id === state.at), 0);
    for (const id of FILTERS) state.filters[id] = by(id).type === "checkbox" ? by(id).checked : by(id).value;
    show(false);
  }

  const dated = (date) => date.slice(0, 10);
  function told(line) {
    const item = element("li", undefined, line.verdict);
    item.append(element("strong", NAMES[line.verdict] || line.verdict), element("span", line.comment ? `: ${line.comment}` : ""));
    const since = line.changed.length ? `; since then its ${line.changed.map((part) => PARTS[part]).join(" and ")} changed` : "";
    item.append(element("small", `${line.reader}, ${line.role}, ${dated(line.date)}${since}`));
    if (line.text) item.append(element("small", `It was: “${line.text}”`));
    return item;
  }
  function listed(title, lines) {
    const list = element("ul");
    list.append(...lines);
    return lines.length ? [element("h3", title), list] : [];
  }

  // Quotations from one paragraph are marked in it together.
  function paragraphs(ids) {
    const cards = new Map();
    for (const id of ids) {
      const found = data.passages[id];
      const [before, words, behind] = found.around || ["", found.quote, ""];
      const text = [before, words, behind].filter(Boolean).join(" ");
      const begin = before ? before.length + 1 : 0;
      const name = JSON.stringify([found.source, found.place, found.via, text]);
      if (!cards.has(name)) cards.set(name, { found, text, marks: [], ids: [] });
      cards.get(name).marks.push([begin, begin + words.length]);
      cards.get(name).ids.push(id);
    }
    return [...cards.values()].map(paragraph);
  }
  function marked(text, marks) {
    const quote = element("blockquote");
    let at = 0;
    for (const [begin, end] of marks.sort((one, two) => one[0] - two[0])) {
      if (end <= at) continue;
      quote.append(text.slice(at, Math.max(begin, at)), element("mark", text.slice(Math.max(begin, at), end)));
      at = end;
    }
    quote.append(text.slice(at));
    return quote;
  }
  function paragraph({ found, text, marks, ids }) {
    const card = element("article");
    card.append(element("h4", found.work));
    const where = found.place.map(([kind, place_]) => `${kind} ${place_}`.trim()).join(", ");
    card.append(element("p", where + (found.via ? ` — citing ${found.via}` : ""), "where"), marked(text, marks));
    if (!found.around) card.append(element("p", found.verified === "locked"
      ? "The text is not at hand; the lock says that these words were found there."
      : found.verified === "unverified" ? "These words were not found in a text: look them up." : "Only the quotation can be shown.", "away"));
    const more = element("details");
    more.append(element("summary", `History of ${ids.join(", ")}`), ...ids.flatMap(history));
    card.append(more);
    return card;
  }
  function history(id) {
    const found = data.passages[id];
    const lines = [`${found.row}: ${found.verified}${found.text ? `, text ${found.text}…` : ""}${found.locked ? `; in the lock of ${found.locked}` : "; not in the lock"}; used by ${found.uses} of these items`];
    for (const [column, old, now] of found.before) lines.push(`Since the lock ${column}: “${old}” → “${now}”`);
    if (found.note) lines.push(`Note: ${found.note}`);
    return lines.map((line) => element("p", line));
  }
  function row(name) {
    const card = element("article");
    const [[, where] = ["", ""], ...cells] = data.rows[name] || [];
    card.append(element("h4", name), element("p", where, "where"));
    const list = element("dl");
    for (const [label, text] of cells) list.append(element("dt", label), element("dd", text));
    card.append(list);
    return card;
  }

  function verdictButtons() {
    by("verdicts").replaceChildren(...VERDICTS.map(([verdict, name], index) => {
      const button = element("button", undefined, verdict);
      button.type = "button";
      button.append(element("kbd", String(index + 1)), element("span", name));
      button.addEventListener("click", () => judge(verdict));
      return button;
    }));
  }

  function show(moved) {
    const item = shown[place];
    by("heard").textContent = "";
    for (const id of ["asked", "verdicts", "comment", "comment-label", "further"]) by(id).hidden = !item;
    by("back").disabled = place <= 0;
    by("next").disabled = place >= shown.length - 1;
    by("history").replaceChildren();
    by("further").replaceChildren();
    if (!item) {
      by("eyebrow").textContent = "";
      by("words").textContent = "Nothing fits these filters.";
      by("beside").replaceChildren();
      by("place").textContent = "";
      progress();
      return;
    }
    state.at = item.id;
    by("eyebrow").replaceChildren(element("span", KINDS[item.kind], "tag"), [VOLUMES.get(item.volume), CHAPTERS.get(item.chapter) || item.chapter, item.above].filter(Boolean).join(" › "), element("small", item.place));
    by("asked").textContent = item.asked;
    by("words").textContent = item.text;
    by("words").className = item.text.length > 420 ? "long" : "";
    for (const [name, text] of item.further) {
      const line = element("p");
      line.append(element("b", `${name === "alt" ? "description" : name}: `), text);
      by("further").append(line);
    }
    const answer = state.answers[item.id];
    by("comment").value = answer?.comment || "";
    marks(answer?.verdict);
    by("place").textContent = `${place + 1} of ${shown.length}`;
    by("history").append(
      ...listed("Readers so far", item.history.map(told)),
      ...listed("Findings", item.findings.map((text) => element("li", text))));
    const passages = item.evidence.filter((id) => data.passages[id]);
    const rows = item.kind === "statement" || item.kind === "exhibit" ? item.rows : item.rows.slice(1);
    const below = element("ul", undefined, "below");
    below.append(...item.below.map((text) => element("li", text)));
    by("beside").replaceChildren(
      ...(item.below.length ? [element("h3", "What stands below it", "group"), below] : []),
      element("h3", passages.length === 1 ? "One passage" : `${passages.length} passages`, "group"), ...paragraphs(passages.slice(0, MOST)));
    if (passages.length > MOST) by("beside").append(element("p", `and ${passages.length - MOST} more: ${passages.slice(MOST).join(", ")}`));
    if (rows.length) by("beside").append(element("h3", rows.length === 1 ? "One row of data" : `${rows.length} rows of data`, "group"), ...rows.slice(0, MOST).map(row));
    if (rows.length > MOST) by("beside").append(element("p", `and ${rows.length - MOST} more: ${rows.slice(MOST).join(", ")}`));
    progress();
    keep();
    if (moved) {
      by("words").focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }
  function marks(verdict) {
    [...by("verdicts").children].forEach((button, index) => button.setAttribute("aria-pressed", String(VERDICTS[index][0] === verdict)));
  }
  function progress() {
    const read = shown.filter((item) => state.answers[item.id]?.verdict).length;
    by("progress").textContent = `${read} of ${shown.length} read`;
    by("bar").max = Math.max(shown.length, 1);
    by("bar").value = read;
  }

  // --- what the reader does ---------------------------------------------------------------------
  const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
  function put(change) {
    const item = shown[place];
    if (!item) return;
    const { words, passages, data: rows } = item;
    state.answers[item.id] = { verdict: "", comment: "", ...state.answers[item.id], ...change, words, passages, data: rows, date: now() };
    marks(state.answers[item.id].verdict);
    progress();
    keep();
  }
  const judge = (verdict) => put({ verdict: state.answers[shown[place]?.id]?.verdict === verdict ? "" : verdict });
  function move(by_) {
    const to = place + by_;
    if (to < 0 || to >= shown.length) {
      hear(by_ > 0 ? "That was the last one. Save your answers." : "This is the first one.");
      return;
    }
    place = to;
    show(true);
  }
  function hear(text) {
    by("heard").textContent = text;
    window.clearTimeout(hear.waiting);
    hear.waiting = window.setTimeout(() => { by("heard").textContent = ""; }, 6000);
  }
  function filters(open) {
    by("filters").hidden = !open;
    by("show-filters").setAttribute("aria-expanded", String(open));
  }
  const isAuthor = () => data.authors.some((name) => folded(name) === folded(state.reader));
  const folded = (name) => name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  function save() {
    const reader = state.reader.trim();
    if (!reader) {
      filters(true);
      by("reader").focus();
      hear("Say who you are: your name stands beside your verdicts.");
      return;
    }
    const all = Object.entries(state.answers).filter(([id, answer]) => holds(answer, items.get(id)));
    const given = all.filter(([, answer]) => answer.verdict);
    if (!given.length) {
      hear("There is no verdict yet.");
      return;
    }
    const answers = given.map(([statement, { verdict, comment, words, passages, data: rows, date }]) => ({ statement, words, passages, data: rows, verdict, comment, date }));
    const saved = { "reportgen-answers": 1, project: data.project, digest: data.digest, reader, role: state.role.trim() || "reader", answers };
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(saved, null, 1)}\n`], { type: "application/json" }));
    link.download = `answers-${folded(reader).slice(0, 40) || "reader"}.json`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    const silent = all.length - given.length;
    const author = isAuthor() ? " You are named as an author: they will not count as a second reader's." : "";
    hear(`Saved ${given.length} ${given.length === 1 ? "verdict" : "verdicts"} to ${link.download}.${silent ? ` ${silent} without a verdict left out.` : ""}${author}`);
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Enter" && event.target === by("comment")) move(1);
      return;
    }
    if (event.key === "Escape" && event.target === by("comment")) by("words").focus();
    if (event.target.closest("input, select, textarea") || !state.keys) return;
    const verdict = VERDICTS[Number(event.key) - 1];
    const does = { n: () => move(1), ArrowRight: () => move(1), p: () => move(-1), ArrowLeft: () => move(-1), c: () => by("comment").focus(), s: save };
    const act = verdict ? () => judge(verdict[0]) : does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }

  function begin() {
    document.title = `Review: ${data.title}`;
    by("brief").textContent = data.title;
    by("words").lang = data.language;
    verdictButtons();
    recall();
    by("of-volume").hidden = !data.volumes.length;
    for (const name of ["volume", "chapter"]) {
      for (const [id, title] of data[`${name}s`]) {
        if (!data.items.some((item) => item[name] === id)) continue;
        const option = element("option", title);
        option.value = id;
        by(name).append(option);
      }
    }
    by("size").value = data.sample;
    by("seed").value = data.seed;
    for (const id of FILTERS) {
      const field = by(id);
      if (id in state.filters) field[field.type === "checkbox" ? "checked" : "value"] = state.filters[id];
      field.addEventListener("change", choose);
    }
    for (const id of ["reader", "role"]) {
      by(id).value = state[id];
      by(id).addEventListener("input", () => { state[id] = by(id).value; keep(); });
    }
    by("reader").addEventListener("change", () => { if (isAuthor()) hear("You are named as an author: your verdicts will not count as a second reader's."); });
    by("keys").checked = state.keys;
    by("keys").addEventListener("change", () => { state.keys = by("keys").checked; keep(); });
    by("comment").addEventListener("input", () => put({ comment: by("comment").value }));
    by("filters").addEventListener("submit", (event) => event.preventDefault());
    by("show-filters").addEventListener("click", () => filters(by("filters").hidden));
    by("back").addEventListener("click", () => move(-1));
    by("next").addEventListener("click", () => move(1));
    by("save").addEventListener("click", save);
    document.addEventListener("keydown", pressed);
    choose();
  }
  begin();
})();
