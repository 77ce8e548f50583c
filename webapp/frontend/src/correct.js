// Correcting matches by keyboard and mouse. Every key presses a button of the row that works without it.
//
//   data-row            a row of the table; data-a and data-b are the keys of its steps
//   data-does           what a button does: accept, reject or split
//   data-join           a hidden form that says that the steps of two rows are the same work
const rows = [...document.querySelectorAll("[data-row]")];
const form = document.querySelector("[data-join]");
const status = document.querySelector("[data-status]");
const say = (text) => { if (status) status.textContent = text; };
const keys = (row) => [JSON.parse(row.dataset.a), JSON.parse(row.dataset.b)];
const DOES = { a: "accept", r: "reject", s: "split" };
const CANNOT = {
  accept: "Nothing to accept here: a person has confirmed it, or it has no partner.",
  reject: "Nothing to reject here.",
  split: "Nothing to split here: it is not a group.",
};
let joining;

function go(row) {
  for (const one of rows) one.tabIndex = one === row ? 0 : -1;
  row.focus();
}

function join(one, other) {
  const [a, b] = keys(one).map((held, side) => [...new Set([...held, ...keys(other)[side]])]);
  if (a.length === 0 || b.length === 0) return say("Choose a row with a step of the other council.");
  for (const [name, steps] of [["step-a", a], ["step-b", b]]) {
    for (const key of steps) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value: key });
      form.append(field);
    }
  }
  return form.requestSubmit();
}

function stop(text) {
  joining?.classList.remove("app-joining");
  joining = undefined;
  say(text);
}

function start(row) {
  joining = row;
  row.classList.add("app-joining");
  say("Now go to the row to join it with, and press J or Enter. Escape leaves it.");
}

function pressed(row, key) {
  if (key === "Escape" && joining) return stop("Nothing was joined.");
  if (joining && (key === "j" || key === "Enter")) {
    const from = joining;
    if (from === row) return stop("Nothing was joined.");
    stop("");
    return join(from, row);
  }
  if (key === "j") return start(row);
  const does = DOES[key];
  if (!does) return false;
  const button = row.querySelector(`[data-does="${does}"]`);
  if (button) button.click();
  else say(CANNOT[does]);
  return true;
}

for (const [at, row] of rows.entries()) {
  row.tabIndex = at === 0 ? 0 : -1;
  row.draggable = true;
  row.addEventListener("keydown", (event) => {
    if (event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" && rows[at + 1]) go(rows[at + 1]);
    else if (event.key === "ArrowUp" && rows[at - 1]) go(rows[at - 1]);
    else if (pressed(row, event.key.length === 1 ? event.key.toLowerCase() : event.key) === false) return;
    event.preventDefault();
  });
  row.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "link";
    event.dataTransfer.setData("text/plain", String(at));
    start(row);
  });
  row.addEventListener("dragover", (event) => {
    if (!joining || joining === row) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "link";
    row.classList.add("app-joining");
  });
  row.addEventListener("dragleave", () => { if (joining !== row) row.classList.remove("app-joining"); });
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    const from = joining;
    stop("");
    row.classList.remove("app-joining");
    if (from && from !== row) join(from, row);
  });
  row.addEventListener("dragend", () => { if (joining) stop("Nothing was joined."); });
}

for (const help of document.querySelectorAll("[data-keys]")) help.hidden = false;

// After a correction the reader is where they were: at the row that the address names. The browser goes to that
// address itself when the page has loaded, and takes the focus away with it.
function arrive() {
  const named = document.getElementById(location.hash.slice(1))?.closest("[data-row]");
  if (named) {
    go(named);
    named.querySelector(".app-join select")?.focus();
  }
  document.documentElement.dataset.correct = "ready";
}

if (document.readyState === "complete") arrive();
else window.addEventListener("load", () => setTimeout(arrive));
