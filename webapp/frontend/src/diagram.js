// Diagrams: every element with `data-diagram` becomes a bpmn-js viewer of the file at that address.
//
//   data-marks   [{"id", "kind", "word"}]  how an element is marked: a class and a word beside it, never colour alone
//   data-pairs   {"element id": ["ids in the other diagram"]}  and data-other: the id of the other diagram's box
//   data-centre  id of the element to bring into view first
//
// `data-ready` on the box becomes "true" or "failed"; the page's words say the same as the picture, so a failure
// costs the picture only.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { player } from "./player.js";
import { select, together } from "./together.js";

const READABLE = 0.5;
const shown = new Map();

function button(text, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "app-diagram__button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function toolbar(box, canvas) {
  const name = box.getAttribute("aria-label") || "diagram";
  const bar = document.createElement("div");
  bar.className = "app-diagram__tools";
  bar.append(
    button("+", `Zoom in on ${name}`, () => canvas.zoom(canvas.zoom() * 1.25)),
    button("−", `Zoom out of ${name}`, () => canvas.zoom(canvas.zoom() * 0.8)),
    button("Fit", `Fit all of ${name} in its box`, () => canvas.zoom("fit-viewport", "auto")),
  );
  box.before(bar);
}

function keyboard(box, canvas) {
  const step = 60;
  const moves = {
    ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step],
  };
  box.addEventListener("keydown", (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) canvas.scroll({ dx: moves[event.key][0], dy: moves[event.key][1] });
    else if (event.key === "+" || event.key === "=") canvas.zoom(canvas.zoom() * 1.25);
    else if (event.key === "-") canvas.zoom(canvas.zoom() * 0.8);
    else if (event.key === "0") canvas.zoom("fit-viewport", "auto");
    else return;
    event.preventDefault();
  });
}

// Where the word of a mark stands. A small shape would be hidden by it: there it is beside the upper right corner.
// At a line it is above the middle of the longest piece, clear of the steps at its ends.
function place(element) {
  const points = element.waypoints;
  const { width } = element;
  if (!points) return width && width < 60 ? { top: -15, left: width - 8 } : { top: -11, left: 2 };
  const pieces = points.slice(1).map((end, at) => [points[at], end]);
  const long = ([one, other]) => Math.hypot(other.x - one.x, other.y - one.y);
  const [one, other] = pieces.reduce((best, piece) => (long(piece) > long(best) ? piece : best));
  const left = Math.min(...points.map(({ x }) => x)), top = Math.min(...points.map(({ y }) => y));
  const flat = Math.abs(other.x - one.x) >= Math.abs(other.y - one.y);
  return { left: (one.x + other.x) / 2 - left, top: (one.y + other.y) / 2 - top + (flat ? -26 : -10) };
}

function mark(viewer, { id, kind, word }) {
  const element = viewer.get("elementRegistry").get(id);
  if (!element) return;
  viewer.get("canvas").addMarker(id, `app-mark--${kind}`);
  if (!word) return;
  const tag = document.createElement("span");
  tag.className = `app-mark-word app-mark-word--${kind}${element.waypoints ? " app-mark-word--of-line" : ""}`;
  tag.textContent = word;
  viewer.get("overlays").add(id, "mark", { position: place(element), html: tag, scale: { min: 0.75, max: 1.2 } });
}

function centre(viewer, id) {
  const element = viewer.get("elementRegistry").get(id);
  if (!element) return;
  const canvas = viewer.get("canvas");
  if (canvas.zoom() < 0.6) canvas.zoom(0.8);
  canvas.scrollToElement(element, { top: 80, right: 80, bottom: 80, left: 80 });
}

// Several elements at once, as large as they can be read together; where that is too small, the first of them.
function frame(viewer, box, ids) {
  const found = ids.map((id) => viewer.get("elementRegistry").get(id)).filter((one) => one.width);
  if (found.length < 2) return centre(viewer, ids[0]);
  const room = 60;
  const x = Math.min(...found.map((one) => one.x)) - room, y = Math.min(...found.map((one) => one.y)) - room;
  const width = Math.max(...found.map((one) => one.x + one.width)) + room - x;
  const height = Math.max(...found.map((one) => one.y + one.height)) + room - y;
  const scale = Math.min(1, box.clientWidth / width, box.clientHeight / height);
  if (scale < READABLE) return centre(viewer, ids[0]);
  const wide = box.clientWidth / scale, tall = box.clientHeight / scale;
  return viewer.get("canvas").viewbox({ x: x - (wide - width) / 2, y: y - (tall - height) / 2, width: wide, height: tall });
}

export function show(box, ids) {
  const viewer = shown.get(box);
  if (!viewer) return;
  const canvas = viewer.get("canvas");
  for (const id of box.dataset.shown ? box.dataset.shown.split(" ") : []) {
    if (viewer.get("elementRegistry").get(id)) canvas.removeMarker(id, "app-mark--shown");
  }
  const known = ids.filter((id) => viewer.get("elementRegistry").get(id));
  for (const id of known) canvas.addMarker(id, "app-mark--shown");
  box.dataset.shown = known.join(" ");
  if (known.length === 1) centre(viewer, known[0]);
  else if (known.length > 1) frame(viewer, box, known);
}

function pairs(box, viewer) {
  const partners = JSON.parse(box.dataset.pairs || "null");
  const other = document.getElementById(box.dataset.other || "");
  if (!partners || !other) return;
  viewer.get("eventBus").on("element.click", ({ element }) => {
    if (select(box, element.id)) return;
    show(box, [element.id]);
    show(other, partners[element.id] || []);
  });
}

async function open(box) {
  const viewer = new NavigatedViewer({ container: box });
  try {
    const answer = await fetch(box.dataset.diagram, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`The diagram could not be fetched (${answer.status})`);
    await viewer.importXML(await answer.text());
  } catch (error) {
    console.warn(error);
    viewer.destroy();
    box.textContent = "The picture could not be drawn. The words below say the same.";
    box.dataset.ready = "failed";
    return;
  }
  shown.set(box, viewer);
  const canvas = viewer.get("canvas");
  canvas.zoom("fit-viewport", "auto");
  // Fitted into half a page a large diagram cannot be read: its beginning is shown at a size that can.
  if (canvas.zoom() < READABLE) {
    const { inner } = canvas.viewbox();
    const scale = READABLE;
    canvas.viewbox({ x: inner.x - 10, y: inner.y - 10, width: box.clientWidth / scale, height: box.clientHeight / scale });
  }
  for (const one of JSON.parse(box.dataset.marks || "[]")) mark(viewer, one);
  if (box.dataset.centre) centre(viewer, box.dataset.centre);
  toolbar(box, canvas);
  keyboard(box, canvas);
  pairs(box, viewer);
  player(box, viewer, show);
  together(box, shown, show);
  box.dataset.ready = "true";
}

function whenVisible(box) {
  // A box in a closed tab has no size: it is drawn when it first gets one.
  const watcher = new ResizeObserver(() => {
    if (box.clientWidth === 0) return;
    watcher.disconnect();
    open(box);
  });
  watcher.observe(box);
}

for (const box of document.querySelectorAll("[data-diagram]")) {
  box.hidden = false;
  whenVisible(box);
}

for (const link of document.querySelectorAll("[data-show]")) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    const box = document.getElementById(link.dataset.in || "diagram");
    if (!box) return;
    event.preventDefault();
    const tab = box.closest(".govuk-tabs__panel");
    if (tab) document.querySelector(`a.govuk-tabs__tab[href="#${tab.id}"]`)?.click();
    box.scrollIntoView({ block: "nearest" });
    const ready = () => show(box, link.dataset.show.split(" "));
    if (box.dataset.ready === "true") ready();
    else new MutationObserver((_, seen) => { seen.disconnect(); ready(); }).observe(box, { attributeFilter: ["data-ready"] });
    box.focus({ preventScroll: true });
  });
}
