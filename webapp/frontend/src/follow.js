// A follower's page: asks whether the step has changed, shows the new one and says so.
const OFTEN = 2500;
const SELDOM = 15000;

const room = document.querySelector("[data-room]");
const announce = document.querySelector("[data-announce]");
const say = document.querySelector("[data-say]");
const about = document.querySelector("[data-about]");
const refresh = document.querySelector("[data-refresh]");
const gone = document.querySelector("[data-gone]");
let mark = `"${room.dataset.revision}"`;
let step = room.querySelector("h1").textContent;

const isBegun = () => say.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")
  || [...say.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")].some((field) => field.value !== field.defaultValue);

// A note that somebody has begun to write stays with the step it was begun at.
function turnTo(now) {
  if (isBegun()) {
    about.textContent = `What you are writing is about “${step}”.`;
    about.hidden = false;
    return;
  }
  about.hidden = true;
  step = now.title;
  for (const field of say.querySelectorAll("[data-element]")) field.value = now.element;
  for (const field of say.querySelectorAll("[data-step]")) field.value = now.step;
  const list = say.querySelector("[data-steps]");
  list.replaceChildren(list.options[0], ...now.steps.map(([key, text]) => new Option(text, key)));
}

function show(now) {
  room.innerHTML = now.html;
  document.title = `${now.title} – Guildhall`;
  announce.textContent = `Now: ${now.title}`;
  turnTo(now);
}

function close() {
  gone.hidden = false;
  announce.textContent = gone.textContent;
  say.hidden = true;
  refresh.hidden = true;
}

async function ask() {
  try {
    const answer = await fetch(room.dataset.room, { cache: "no-store", headers: { "If-None-Match": mark, Accept: "application/json" } });
    if (answer.status === 404 || answer.status === 410) return close();
    if (answer.status === 200) {
      show(await answer.json());
      mark = answer.headers.get("ETag");
    }
  } catch {
    // The phone was out of reach for a moment.
  }
  setTimeout(ask, document.hidden ? SELDOM : OFTEN);
}

setTimeout(ask, OFTEN);
