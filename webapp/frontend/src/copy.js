// "Copy link": puts the text of the element that `data-copy` names on the clipboard, and says so where the page has
// a place for it (`data-copied`). Without a clipboard the text is selected, to be copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!text) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      if (said) said.textContent = "The link is copied.";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(text);
      const chosen = window.getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range);
      if (said) said.textContent = "The link is marked: copy it with Ctrl and C, or Cmd and C.";
    }
  });
}
