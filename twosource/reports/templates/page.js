"use strict";
// Reading without this script is whole: every link leads to its words. It adds the reader, side by side, filters, keys.
document.documentElement.classList.add("script");

addEventListener("DOMContentLoaded", () => {
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const one = (query, from = document) => from.querySelector(query);
  const reader = one("aside.reader");
  const texts = reader ? all(".text", reader) : [];
  const byNumber = new Map(texts.map((text) => [text.dataset.n, text]));

  // ---- where one came from: a stack of elements to give the focus back to

  const trail = [];
  const remember = () => {
    const from = document.activeElement;
    if (from && from !== document.body && !reader.contains(from)) trail.push(from);
  };
  const back = () => {
    const from = trail.pop();
    document.body.classList.remove("reading");
    if (!from || !from.isConnected) return;
    from.scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
  };

  // ---- the reader: one article at a time, at the words

  let shown = null;
  let hits = [];
  let hit = -1;
  const hitsOf = (text) => all("mark[data-f]", text);

  const show = (text) => {
    if (shown === text) return;
    if (shown) shown.classList.remove("on");
    text.classList.add("on");
    shown = text;
    one("[data-do=pick]", reader).value = text.dataset.n;
    hits = hitsOf(text);
    hit = -1;
    tell();
  };
  const tell = () => {
    one("[data-hit]", reader).textContent = hits.length ? `${hit < 0 ? "–" : hit + 1} of ${hits.length}` : "no marks";
  };
  const here = (mark) => {
    all("mark.here", reader).forEach((other) => other.classList.remove("here"));
    const rests = mark.id ? all(`[data-rest="${mark.id}"]`, reader) : []; // where another mark's end cut it
    [mark, ...rests].forEach((part) => part.classList.add("here"));
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    hit = hits.indexOf(mark.closest("mark[data-f]"));
    tell();
  };
  const open = (id) => {
    const target = id && document.getElementById(id);
    if (!target || !reader || !reader.contains(target)) return false;
    show(target.closest(".text"));
    document.body.classList.add("reading");
    if (target.matches("mark")) here(target);
    else {
      target.closest(".text").focus({ preventScroll: true });
      reader.scrollTop = 0;
    }
    return true;
  };
  const step = (by) => {
    if (!hits.length) return;
    here(hits[(hit + by + hits.length) % hits.length]);
  };

  // ---- a finding that a link leads to is shown, whatever is folded around it

  const reveal = (id) => {
    const target = id && document.getElementById(id);
    if (!target || (reader && reader.contains(target))) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.tabIndex < 0) target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
    document.body.classList.remove("reading");
  };
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!open(id)) reveal(id);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const id = decodeURIComponent(link.hash.slice(1));
    if (document.body.classList.contains("sides-open") && reader.contains(link)) {
      event.preventDefault();
      light(link.closest("mark[data-f]"));
      return;
    }
    if (reader && !reader.contains(link)) {
      link.focus({ preventScroll: true });
      remember();
    }
    if (link.hash === location.hash) {
      event.preventDefault();
      arrive();
    }
  });
  addEventListener("hashchange", arrive);

  // ---- side by side: the same articles in columns, one finding lit in all of them

  let beside = { on: [], findings: [], at: -1 };
  const marksOf = (finding) => all(`mark[data-f~="${finding}"]`, reader);
  const cardOf = (finding) => one(`[data-n="${finding}"]`, one("main"));
  const statusOf = (finding) => ["conflicting", "updated", "corroborated", "refined", "alike", "not-comparable"].find((word) => cardOf(finding)?.classList.contains(word)) || "single-source";

  const wanted = () => {
    const which = one("[data-do=which]", reader).value;
    const count = new Map();
    for (const text of beside.on) {
      for (const mark of hitsOf(text)) {
        for (const finding of mark.dataset.f.split(" ").filter(Boolean)) {
          if (!count.has(finding)) count.set(finding, new Set());
          count.get(finding).add(text);
        }
      }
    }
    const apart = (finding) => ["conflicting", "updated", "not-comparable"].includes(statusOf(finding));
    return [...count].filter(([finding, where]) =>
      which === "alone" ? where.size === 1 : where.size > 1 && apart(finding) === (which === "apart"),
    ).map(([finding]) => finding);
  };
  const lightFinding = (finding, keep) => {
    all("mark.lit", reader).forEach((mark) => mark.classList.remove("lit"));
    const marks = marksOf(finding).filter((mark) => beside.on.includes(mark.closest(".text")));
    const moved = new Set();
    for (const mark of marks) {
      mark.classList.add("lit");
      const text = mark.closest(".text");
      if (text === keep || moved.has(text)) continue;
      moved.add(text);
      const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
      text.scrollTop += top - text.clientHeight / 3;
    }
    const card = cardOf(finding);
    const kind = card ? one(".kind", card)?.textContent || "" : "";
    const at = beside.findings.indexOf(finding);
    one("[data-place]", reader).textContent = `${at < 0 ? "" : `${at + 1} of ${beside.findings.length}: `}${statusOf(finding)} ${kind}`;
    if (at >= 0) beside.at = at;
  };
  const bestOf = (mark) => {
    const findings = (mark?.dataset.f || "").split(" ").filter(Boolean);
    return findings.find((finding) => beside.findings.includes(finding)) || findings[0];
  };
  const light = (mark) => {
    const best = bestOf(mark);
    if (best) lightFinding(best, mark.closest(".text"));
  };
  const turn = (by) => {
    const { findings } = beside;
    if (!findings.length) return;
    beside.at = (beside.at + by + findings.length) % findings.length;
    lightFinding(findings[beside.at]);
  };
  const setSides = (numbers, finding) => {
    beside.on = numbers.map((number) => byNumber.get(number)).filter(Boolean);
    texts.forEach((text) => text.classList.toggle("on", beside.on.includes(text)));
    all(".chooser input", reader).forEach((box) => { box.checked = numbers.includes(box.value); });
    beside.findings = wanted();
    beside.at = -1;
    one("[data-place]", reader).textContent = beside.findings.length ? `${beside.findings.length} to step through` : "none between these articles";
    if (finding) lightFinding(finding);
    else turn(1);
  };
  const openSides = (numbers, finding) => {
    remember();
    document.body.classList.add("sides-open");
    one(".sidesbar", reader).hidden = false;
    one("main").inert = true;
    if (finding && statusOf(finding) !== "single-source") {
      one("[data-do=which]", reader).value = ["corroborated", "refined", "alike"].includes(statusOf(finding)) ? "agree" : "apart";
    }
    setSides(numbers, finding);
    one("[data-do=next]", reader).focus();
  };
  const closeSides = () => {
    document.body.classList.remove("sides-open");
    one(".sidesbar", reader).hidden = true;
    one("main").inert = false;
    all("mark.lit", reader).forEach((mark) => mark.classList.remove("lit"));
    texts.forEach((text) => text.classList.toggle("on", text === shown));
    back();
  };
  const others = () => {
    const first = shown || texts[0];
    const story = first.dataset.n.split("-")[0];
    const shared = (text) => {
      const mine = new Set(hitsOf(first).flatMap((mark) => mark.dataset.f.split(" ")));
      return hitsOf(text).filter((mark) => mark.dataset.f.split(" ").some((f) => f && mine.has(f))).length;
    };
    const rest = texts.filter((text) => text !== first && text.dataset.n.startsWith(`${story}-`));
    rest.sort((a, b) => shared(b) - shared(a));
    return [first, ...rest.slice(0, 1)].map((text) => text.dataset.n);
  };

  // ---- the matrix: filters, order, folded origins

  const sortKeys = {
    number: (row) => +row.dataset.number,
    origins: (row) => -row.dataset.origins,
    first: (row) => row.dataset.first || "~",
    last: (row) => row.dataset.first,
    kind: (row) => row.dataset.kind,
  };
  for (const table of all(".matrix table")) {
    const section = table.closest("section");
    const rows = all("tbody tr", table);
    const index = new Map(rows.map((row) => [row, { words: row.cells[0].textContent.toLowerCase(), cells: [...row.cells] }]));
    const control = (name) => one(`[data-by=${name}]`, section);
    const status = one("[data-shown]", section);
    const isShown = {
      all: () => true,
      conflicting: (row) => row.dataset.status === "conflicting",
      updated: (row) => row.dataset.status === "updated",
      "single-source": (row) => row.dataset.status === "single-source",
      alike: (row) => row.dataset.status === "alike",
      agreed: (row) => ["corroborated", "refined"].includes(row.dataset.status),
      new: (row) => "new" in row.dataset,
    };
    const box = table.closest(".matrix");
    const SLICE = 40; // rows that are laid out at once: more than a screen has, few enough to answer at once
    let waiting = 0;
    const reveal = (kept) => {
      cancelAnimationFrame(waiting);
      kept.slice(0, SLICE).forEach((row) => { row.hidden = false; });
      const left = kept.slice(SLICE);
      box.setAttribute("aria-busy", left.length > 0);
      if (left.length) waiting = requestAnimationFrame(() => reveal(left));
    };
    const filter = () => {
      const words = control("words").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const outlet = +control("outlet").value;
      const kind = control("kind").value;
      const chosen = isShown[one(".chip input:checked", section).value];
      const isKept = (row) => {
        const { words: text, cells } = index.get(row);
        return chosen(row) && words.every((word) => text.includes(word)) && (!kind || row.dataset.kind === kind) && (!outlet || cells[outlet].firstChild);
      };
      const listed = [...table.tBodies[0].rows];
      const kept = listed.filter(isKept);
      const keeping = new Set(kept);
      listed.forEach((row) => { if (!keeping.has(row)) row.hidden = true; });
      reveal(kept.filter((row) => row.hidden));
      status.textContent = `${kept.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} findings`;
    };
    const order = () => {
      const key = sortKeys[control("order").value];
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        return x < y ? -1 : x > y ? 1 : a.dataset.number - b.dataset.number;
      });
      if (control("order").value === "last") sorted.reverse();
      table.tBodies[0].append(...sorted);
    };
    section.addEventListener("input", (event) => {
      if (event.target.dataset.by === "order") order();
      else if (event.target.dataset.by || event.target.closest(".chip")) filter();
    });
    for (const button of all(".fold", table)) {
      button.addEventListener("click", () => {
        const opened = button.getAttribute("aria-expanded") !== "true";
        button.setAttribute("aria-expanded", opened);
        const heads = all("thead th", table);
        heads.forEach((head, column) => {
          if (head.dataset.origin !== button.dataset.fold || !head.classList.contains("in")) return;
          head.classList.toggle("unfolded", opened);
          rows.forEach((row) => index.get(row).cells[column].classList.toggle("unfolded", opened));
        });
      });
    }
    filter();
  }

  // ---- the part of the page one is at

  const parts = new Map(all('.top .parts a[href^="#"]').map((link) => [link.hash.slice(1), link]));
  const heads = [...parts.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let waiting = false;
  const mark = () => {
    waiting = false;
    let current = null;
    for (const head of heads) if (head.getBoundingClientRect().top < innerHeight * 0.3) current = head;
    for (const [id, link] of parts) {
      if (current && current.id === id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });

  // ---- buttons and keys

  const dialog = one("dialog.keys");
  const letters = dialog && one("[data-do=letters]", dialog);
  const stored = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("twosource-letters", value);
      return localStorage.getItem("twosource-letters");
    } catch { return null; } // a page from a file may have no storage
  };
  if (letters) {
    letters.checked = stored() !== "off";
    letters.addEventListener("change", () => stored(letters.checked ? "on" : "off"));
  }
  const actions = {
    back, keys: () => dialog.showModal(), shut: () => dialog.close(), before: () => step(-1), after: () => step(1),
    beside: () => openSides(others()), close: closeSides, next: () => turn(1), previous: () => turn(-1),
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (actions[button.dataset.do]) actions[button.dataset.do]();
    if (button.dataset.sides) {
      openSides(button.dataset.sides.trim().split(" "), button.closest(".finding").dataset.n);
    }
  });
  const findings = () => all("main .finding").filter((card) => card.offsetParent);
  const walk = (by) => {
    const cards = findings();
    const at = cards.indexOf(document.activeElement?.closest(".finding"));
    const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : Math.min(Math.max(at + by, 0), cards.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  const keys = {
    j: () => walk(1), k: () => walk(-1), "[": () => step(-1), "]": () => step(1), n: () => turn(1), p: () => turn(-1), "?": actions.keys,
    "/": () => one("[data-by=words]")?.focus(),
    s: () => one("[data-sides]", document.activeElement?.closest(".finding") || document.createElement("i"))?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
    if (event.key === "Escape") {
      if (document.body.classList.contains("sides-open")) closeSides();
      else if (trail.length) back();
      return;
    }
    if (event.target.matches("input:not([type=radio], [type=checkbox]), select, textarea") || !letters?.checked) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  if (reader && texts.length) {
    one("[data-do=pick]", reader).addEventListener("change", (event) => show(byNumber.get(event.target.value)));
    reader.addEventListener("change", (event) => {
      if (event.target.closest(".chooser")) setSides(all(".chooser input:checked", reader).map((box) => box.value));
      if (event.target.dataset.do === "which") setSides(beside.on.map((text) => text.dataset.n));
    });
    reader.addEventListener("pointerover", (event) => {
      if (!document.body.classList.contains("sides-open")) return;
      const best = bestOf(event.target.closest("mark[data-f]"));
      all("mark.near", reader).forEach((mark) => mark.classList.remove("near"));
      if (best) marksOf(best).forEach((mark) => mark.classList.add("near"));
    });
    one("[data-do=beside]", reader).hidden = texts.length < 2;
    show(texts[0]);
  }
  if (location.hash) arrive();
});
