"use strict";

// What arrives is shown as text (textContent) only: findings quote the project's files.

const part = (id) => document.getElementById(id);
const made = (tag, name, text = "") => {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
};

const sheets = [];
const near = new Set();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const sheet = sheets.find((one) => one.figure === entry.target);
      if (sheet && entry.isIntersecting) near.add(sheet);
      else if (sheet) near.delete(sheet);
    }
    loadNear();
  },
  { rootMargin: "100% 0px" },
);

let round = 0;

// What is in sight comes first: each picture is work for the server.
async function loadNear() {
  const mine = ++round;
  const inSight = (sheet) => {
    const box = sheet.figure.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  await Promise.all([...near].filter(inSight).map((sheet) => sheet.load()));
  if (mine === round) near.forEach((sheet) => sheet.load());
}

class Sheet {
  constructor() {
    this.address = "";
    this.figure = made("figure", "page");
    this.frame = made("div", "sheet");
    this.mark = made("span", "mark", "quick preview");
    this.mark.title = "set by itself; the full build is still running";
    this.caption = made("figcaption", "");
    this.figure.append(this.frame, this.mark, this.caption);
  }

  tell(page, position, count) {
    this.page = page;
    this.label = `Page ${position + 1} of ${count}`;
    this.figure.id = `page-${position + 1}`;
    this.caption.textContent = `${position + 1} / ${count}`;
    if (page.width) this.frame.style.aspectRatio = `${page.width} / ${page.height}`;
    this.mark.hidden = !page.provisional;
    const shown = this.frame.querySelector("img");
    if (shown) shown.alt = this.label;
    this.figure.classList.toggle("old", !this.address.startsWith(this.base()));
  }

  base() {
    return `/page/${this.page.pdf}/${this.page.index}.png?`;
  }

  // The picture before stays until the new one can be painted, so that nothing flickers.
  async load() {
    if (!this.page.width) {
      this.address = "";
      this.show(made("p", "", "This page cannot be shown."));
      return;
    }
    const pixels = Math.round(this.frame.clientWidth * devicePixelRatio);
    const address = `${this.base()}w=${Math.min(3000, Math.max(100, pixels))}`;
    if (address === this.address) return;
    this.address = address;
    const next = new Image();
    next.alt = this.label;
    next.src = address;
    try {
      await next.decode();
      if (address === this.address) this.show(next);
    } catch {
      // A newer view has taken the page's place, or the server is gone: the next view asks again.
      if (address === this.address) this.address = "";
    }
  }

  show(content) {
    this.frame.replaceChildren(content);
    this.figure.classList.remove("old");
  }
}

function showPages(pages) {
  while (sheets.length > pages.length) {
    const gone = sheets.pop();
    near.delete(gone);
    watcher.unobserve(gone.figure);
    gone.figure.remove();
  }
  pages.forEach((page, position) => {
    if (position === sheets.length) {
      sheets.push(new Sheet());
      part("pages").append(sheets[position].figure);
      watcher.observe(sheets[position].figure);
    }
    sheets[position].tell(page, position, pages.length);
  });
}

function counted(findings) {
  const plural = { error: "errors", warning: "warnings", info: "info" };
  return Object.keys(plural)
    .map((severity) => [findings.filter((found) => found.severity === severity).length, severity])
    .filter(([count]) => count)
    .map(([count, severity]) => `${count} ${count === 1 ? severity : plural[severity]}`)
    .join(", ");
}

function item(found) {
  const line = made("p", "where");
  line.append(
    made("span", "severity", found.severity),
    made("b", "code", found.code),
    made("span", "name", found.name),
    made("span", "place", found.location),
  );
  const entry = made("li", found.severity);
  entry.append(line, made("p", "message", found.message));
  if (found.related.length) entry.append(made("p", "hint", `see: ${found.related.join(", ")}`));
  if (found.hint) entry.append(made("p", "hint", found.hint));
  return entry;
}

let listed = "";

function showFindings(findings) {
  const same = JSON.stringify(findings);
  if (same === listed) return;
  listed = same;
  part("findings").hidden = part("jump").hidden = !findings.length;
  part("jump").textContent = counted(findings);
  part("list").replaceChildren(...findings.map(item));
}

function showState(state, words, message) {
  document.body.dataset.state = state;
  // Only what changed is written: a screen reader reads it aloud each time.
  if (part("state").textContent !== words) part("state").textContent = words;
  if (part("message").textContent !== message) part("message").textContent = message;
  document.title = `${words} – preview`;
}

// Findings come and go above the pages; the page that is being read stays where it is.
function keepingPlace(change) {
  const edge = part("bar").getBoundingClientRect().bottom;
  const top = (sheet) => sheet.figure.getBoundingClientRect().top;
  const read = sheets.find((sheet) => sheet.figure.getBoundingClientRect().bottom > edge);
  const kept = read && (read !== sheets[0] || top(read) < edge) ? read : undefined;
  const before = kept && top(kept);
  change();
  if (kept && kept.figure.isConnected) scrollBy({ top: top(kept) - before, behavior: "instant" });
}

async function refresh() {
  let view;
  try {
    const answer = await fetch("/view.json", { cache: "no-store" });
    view = await answer.json();
  } catch {
    return; // The events tell of it, and bring the next view once the server is back.
  }
  const first = !sheets.length;
  keepingPlace(() => {
    showState(view.state, view.title, view.message);
    showFindings(view.findings);
    showPages(view.pages);
  });
  loadNear();
  if (first && location.hash) part(location.hash.slice(1))?.scrollIntoView();
}

let queue = Promise.resolve();

function connect() {
  const events = new EventSource("/events");
  events.onmessage = () => {
    queue = queue.then(refresh);
  };
  events.onerror = () => {
    showState("lost", "the preview does not answer; trying again…", "is reportgen watch still running?");
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
}

let settling = 0;
addEventListener("resize", () => {
  clearTimeout(settling);
  settling = setTimeout(loadNear, 200);
});
connect();
