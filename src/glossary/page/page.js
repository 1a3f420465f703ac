"use strict";
// Everything is in the table already; the script only hides and orders its rows.
const byId = (id) => document.getElementById(id);
const body = byId("rows");
const rows = [...body.rows];
const nav = byId("letters");
const plain = { ə: "e", ı: "i", ß: "ss", ø: "o", ł: "l", đ: "d" };

// The same fold that made data-key: lower case, no marks, words with one space between them.
function fold(text) {
  const letters = text.replaceAll("İ", "i").toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return letters.replace(/[əıßøłđ]/g, (c) => plain[c]).replace(/['’ʼ]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// data-key holds the folded forms of a row, each between bars.
const entries = rows.map((row, order) => ({
  row, order, key: row.dataset.key, en: Number(row.dataset.en), status: row.dataset.status,
  kind: row.cells[2].firstChild.data.trim(), domain: row.cells[3].textContent,
}));

const hasWord = (key, word) => key.includes(" " + word) || key.includes("|" + word);

function matching(words) {
  const [type, domain, status] = ["type", "domain", "status"].map((id) => byId(id).value);
  return entries.filter((e) => (!type || e.kind === type) && (!domain || e.domain === domain) &&
    (!status || e.status === status) && words.every((word) => hasWord(e.key, word)));
}

// A form with an ending is found by its beginning: Nazirliyindən, nazirliyi.
function search(words) {
  for (;;) {
    const found = matching(words);
    const last = words.length - 1;
    if (found.length || last < 0 || words[last].length <= 4) return { found, words };
    words = [...words.slice(0, last), words[last].slice(0, -1)];
  }
}

// A row with a form that is the query comes first, then one with a form that begins with it.
function closeness(e, query) {
  return e.key.includes("|" + query + "|") ? 0 : e.key.includes("|" + query) ? 1 : 2;
}

// A search has an address, so that it can be sent: glossary.html#q=osce
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1)).get("q");
  if (query !== null) byId("query").value = query;
  update();
}

function typed() {
  const query = byId("query").value;
  history.replaceState(null, "", query ? "#" + new URLSearchParams({ q: query }) : location.pathname);
  update();
}

function update() {
  const { found, words } = search(fold(byId("query").value).split(" ").filter(Boolean));
  const shown = new Set(found);
  for (const e of entries) e.row.hidden = !shown.has(e);
  arrange(words.join(" "));
  byId("shown").value = `${found.length} of ${entries.length}`;
  byId("nothing").hidden = found.length > 0;
  nav.hidden = found.length < entries.length || sorted.column !== "az" || sorted.down;
}

function arrange(query) {
  const compareRows = (a, b) => (sorted.down ? compare[sorted.column](b, a) : compare[sorted.column](a, b));
  const order = query
    ? entries.toSorted((a, b) => closeness(a, query) - closeness(b, query) || compareRows(a, b))
    : entries.toSorted(compareRows);
  if (order.some((e, at) => body.rows[at] !== e.row)) body.append(...order.map((e) => e.row));
}

const compare = {
  az: (a, b) => a.order - b.order,
  en: (a, b) => a.en - b.en,
  kind: (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.order - b.order),
  domain: (a, b) => (a.domain < b.domain ? -1 : a.domain > b.domain ? 1 : a.order - b.order),
};
const sorted = { column: "az", down: false };

function sort(column) {
  sorted.down = column === sorted.column && !sorted.down;
  sorted.column = column;
  for (const button of document.querySelectorAll("th button")) {
    const th = button.parentElement;
    if (button.dataset.sort !== column) th.removeAttribute("aria-sort");
    else th.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
  }
  update();
}

for (const button of document.querySelectorAll("th button")) {
  button.addEventListener("click", () => sort(button.dataset.sort));
}
for (const id of ["type", "domain", "status"]) byId(id).addEventListener("change", update);
byId("query").addEventListener("input", typed);
addEventListener("hashchange", readAddress);
byId("controls").addEventListener("submit", (event) => event.preventDefault());
byId("print").addEventListener("click", () => print());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target === document.body) { event.preventDefault(); byId("query").focus(); }
});
byId("controls").hidden = false;
readAddress();
