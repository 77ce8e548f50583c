// The preview beside a form of the editor, drawn by the server again as one types. The form itself is never touched,
// so that focus and the caret stay; without this script, saving shows the same.
import { initAll } from "govuk-frontend";

const WAIT = 250;

for (const form of document.querySelectorAll("form[data-preview]")) {
  const shown = document.getElementById(form.dataset.shows);
  let timer = 0;
  let asked = null;

  const draw = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), signal: asked.signal });
      if (!answer.ok) return;
      shown.innerHTML = await answer.text();
      initAll({ scope: shown });
      shown.dataset.drawn = String(Number(shown.dataset.drawn || 0) + 1);
    } catch (error) {
      if (error.name !== "AbortError") shown.dataset.drawn = "failed";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, WAIT);
  });
}

// After a row was moved or added, go on where it is now.
const row = location.hash.startsWith("#row-") ? document.getElementById(location.hash.slice(1)) : null;
row?.querySelector("input, textarea, select")?.focus();
