"use strict";
// Everything that is shown comes from the page itself, as nodes or as text: nothing is made of markup here.
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const made = (tag, text = "", kind = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  document.querySelector(".tools").hidden = false;

  // --- Dark and light ---------------------------------------------------------------------------
  const root = document.documentElement;
  const theme = find("rg-theme");
  const keep = (value) => { try { localStorage.setItem("reportgen-theme", value); } catch { /* not allowed here */ } };
  const kept = () => { try { return localStorage.getItem("reportgen-theme"); } catch { return null; } };
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const named = () => { theme.textContent = dark() ? theme.dataset.light : theme.dataset.dark; };
  if (["dark", "light"].includes(kept())) root.dataset.theme = kept();
  named();
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; keep(root.dataset.theme); named(); });

  // --- From a number or citation to its passages, and back ----------------------------------------
  const panel = find("rg-panel"), passages = find("rg-passages"), verdict = find("rg-verdict"), copied = find("rg-copied");
  let from = null, quoted = [];
  const bare = (element) => {
    const copy = element.cloneNode(true);
    for (const part of all(".apparatus", copy)) part.remove();
    for (const part of [copy, ...all("[id]", copy)]) part.removeAttribute("id");
    return copy;
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    from?.classList.remove("chosen");
    from?.focus();
    from = null;
  };
  const show = (link) => {
    from?.classList.remove("chosen");
    from = link;
    link.classList.add("chosen");
    const { verdict: said, readers } = link.dataset;
    verdict.dataset.said = said ?? "";
    verdict.textContent = `${verdict.dataset.reader}: ${said ? verdict.getAttribute(`data-${said}`) ?? said : verdict.dataset.unread}${readers > 1 ? ` (${readers})` : ""}`;
    passages.replaceChildren();
    quoted = [];
    const names = (link.dataset.ev ?? "").split(" ").filter(Boolean);
    const cards = names.map((name) => find(`ev:${name}`)).filter(Boolean);
    if (!cards.length && find(`bib:${link.dataset.work}`)) cards.push(find(`bib:${link.dataset.work}`));
    for (const card of cards) {
      const article = made("article");
      const copy = bare(card);
      article.append(...copy.childNodes);
      const work = find(`bib:${card.dataset.work}`);
      const told = work ? bare(work).textContent.trim().replace(/\s+/g, " ") : "";
      if (told) article.append(made("p", told, "work-of"));
      const sure = card.querySelector(".sure");
      if (sure) article.append(made("p", sure.textContent, "work-of"));
      passages.append(article);
      quoted.push([bare(card).textContent.trim().replace(/\s+/g, " "), told].filter(Boolean).join(" — "));
    }
    copied.textContent = "";
    found.hidden = true;
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.traced, a.cited");
    if (!link || panel.contains(link) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(link);
  });
  find("rg-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!found.hidden) { found.hidden = true; query.focus(); } else close();
  });
  const copy = find("rg-copy");
  copy.addEventListener("click", async () => {
    const text = [...quoted, `${copy.dataset.cited}: ${copy.dataset.reference}`].join("\n");
    try { await navigator.clipboard.writeText(text); } catch {
      const area = made("textarea", text);
      panel.append(area); area.select(); document.execCommand("copy"); area.remove(); copy.focus();
    }
    copied.textContent = copy.dataset.copied;
  });

  // --- Tables that sort ---------------------------------------------------------------------------
  const collator = new Intl.Collator(root.lang || undefined, { numeric: true });
  const value = (row, column) => { const cell = row.cells[column]; return cell?.dataset.sort ?? cell?.textContent.trim() ?? ""; };
  const compare = (a, b) => (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : collator.compare(a, b));
  for (const table of all("table")) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = made("button", head.textContent);
      button.type = "button";
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        for (const body of table.tBodies) {
          const rows = [...body.rows].filter((row) => row.cells.length === heads.length && !(heads.length > 1 && row.cells[0].colSpan > 1));
          rows.sort((a, b) => (up ? 1 : -1) * compare(value(a, column), value(b, column)));
          body.append(...rows);
        }
      });
    });
  }

  // --- Search ---------------------------------------------------------------------------------------
  const query = find("rg-query"), found = find("rg-found"), list = found.querySelector("ol"), status = found.querySelector("p");
  const MOST = 40;
  let blocks = null;
  const chapter = (element) => element.closest("section.level2")?.querySelector("h2")?.textContent ?? "";
  const search = () => {
    const wanted = query.value.trim().toLocaleLowerCase();
    list.replaceChildren();
    found.hidden = wanted.length < 2;
    if (found.hidden) return;
    blocks ??= all("main p, main li, main h2, main h3, main tr, main figcaption").filter((b) => !b.querySelector("p, li"))
      .map((element) => [element, element.textContent.replace(/\s+/g, " ").trim()]);
    const hits = blocks.filter(([, text]) => text.toLocaleLowerCase().includes(wanted));
    status.textContent = hits.length ? `${hits.length} ${found.dataset.many}` : found.dataset.none;
    hits.slice(0, MOST).forEach(([element, text], number) => {
      element.id ||= `rg-hit-${number}-${Math.round(performance.now())}`;
      const at = text.toLocaleLowerCase().indexOf(wanted);
      const link = made("a", (at > 40 ? "…" : "") + text.slice(Math.max(0, at - 40), at + 100));
      link.href = `#${element.id}`;
      link.prepend(made("small", chapter(element)));
      const item = made("li");
      item.append(link);
      list.append(item);
      link.addEventListener("click", () => { found.hidden = true; });
    });
  };
  query.addEventListener("input", search);
  query.form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });

  // --- Where one is ---------------------------------------------------------------------------------
  const links = new Map(all(".contents a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const narrow = matchMedia("(max-width: 62rem)");
  if (narrow.matches) document.querySelector(".contents details").open = false;
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const id of links.keys()) { const target = find(id); if (target) watcher.observe(target); }
})();
