// Keys for staff pages. Everything works without them; a template only marks what is there:
//   data-row              a row to walk through with j and k; Enter follows its first link (or its data-open address)
//   data-key="a"          a link, button or tick box that the key presses; "g 1" is g, then 1; its text explains it in the help
//   data-key-search       the field that / goes to
//   data-keys-help        the button that opens the help

const WAIT = 1200; // milliseconds for the second key of a pair
let first = "";
let timer = 0;

const typing = (node) => node.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const visible = (node) => node.offsetParent !== null && !node.disabled;
const rows = () => [...document.querySelectorAll("[data-row]")].filter(visible);

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle("here", row === next));
  const link = next.querySelector("a[href], button");
  (link ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const row = document.querySelector("[data-row].here");
  const link = row?.querySelector("a[href]");
  if (row?.dataset.open) location.assign(row.dataset.open);
  else link?.click();
}

function press(key) {
  const row = document.querySelector("[data-row].here");
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const node = row?.querySelector(wanted) ?? [...document.querySelectorAll(wanted)].find(visible);
  if (!node) return false;
  const ticks = node.matches("input[type=checkbox], input[type=radio]");
  if (ticks || !node.matches("a, button, summary")) node.focus();
  if (ticks || node.matches("a, button, summary")) node.click();
  return true;
}

const label = (node) => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("kbd, svg").forEach((part) => part.remove());
  return node.getAttribute("aria-label") || copy.textContent.trim();
};

function help() {
  const dialog = document.getElementById("keys-help");
  const list = dialog.querySelector("[data-keys-here]");
  list.replaceChildren();
  const seen = new Set();
  for (const node of [...document.querySelectorAll("[data-key]")].filter(visible)) {
    if (seen.has(node.dataset.key)) continue;
    seen.add(node.dataset.key);
    const term = document.createElement("dt");
    for (const part of node.dataset.key.split(" ")) {
      const key = document.createElement("kbd");
      key.textContent = part;
      term.append(key, " ");
    }
    const meaning = document.createElement("dd");
    meaning.textContent = label(node);
    list.append(term, meaning);
  }
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const node = event.target;
  if (event.key === "Escape" && typing(node)) return void node.blur();
  if (typing(node) || document.querySelector("dialog[open]")) return;
  const pair = first ? `${first} ${event.key}` : "";
  first = "";
  clearTimeout(timer);
  if (pair && press(pair)) return void event.preventDefault();
  if (event.key === "g") {
    first = "g";
    timer = setTimeout(() => { first = ""; }, WAIT);
    return;
  }
  const done = {
    j: () => walk(1),
    k: () => walk(-1),
    "?": help,
    "/": () => document.querySelector("[data-key-search]")?.focus(),
  }[event.key];
  if (done) { event.preventDefault(); done(); return; }
  if (event.key === "Enter") {
    if (node === document.body || node.matches("[data-row]")) open();
    return;
  }
  if (press(event.key)) event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (row) rows().forEach((other) => other.classList.toggle("here", other === row));
});

for (const button of document.querySelectorAll("[data-keys-help]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}

// on a phone the bar of ways scrolls: the present one is brought into sight
document.querySelector(".staff-nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
