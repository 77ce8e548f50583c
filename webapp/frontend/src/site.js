// Every page: the Design System's own behaviours, and printing from a button.
import { initAll } from "govuk-frontend";
import "./copy.js";
import "./live.js";

initAll();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
