// The facilitator's screen: a presenter's keys, and what the room says, asked for every few seconds.
const EVERY = 5000;
const NEXT = ["ArrowRight", "PageDown"];
const BACK = ["ArrowLeft", "PageUp"];

const isTyping = (element) => element.matches("input:not([type=hidden]), select, textarea, [contenteditable], .app-diagram, .app-diagram *");

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || event.repeat) return;
  const isPage = event.key === "PageDown" || event.key === "PageUp";
  if (!isPage && isTyping(event.target)) return;
  const form = NEXT.includes(event.key) ? document.querySelector("[data-next]") : BACK.includes(event.key) ? document.querySelector("[data-back]") : null;
  if (!form) return;
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  form.requestSubmit();
});

const asked = document.querySelector("[data-now]");
const following = document.querySelector("[data-following]");
const notes = document.querySelector("[data-notes]");

async function ask() {
  try {
    const answer = await fetch(asked.dataset.now, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const now = await answer.json();
      following.textContent = now.following;
      notes.textContent = now.notes;
    }
  } catch {
    // The next time will do.
  }
  setTimeout(ask, EVERY);
}

if (asked && following && notes) setTimeout(ask, EVERY);
