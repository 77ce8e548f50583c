// The upload page: files may be dropped on the box; what was chosen is listed in words.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");

  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    list.textContent = names.length === 0 ? "" : `Chosen: ${names.join(", ")}`;
  };
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("app-drop--over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      tell();
    }
  });
  input.addEventListener("change", tell);
}
