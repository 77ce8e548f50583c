// Plays a case on a diagram: tokens stand where the case stands, and run along the flows they take.
//
//   data-player  id of the diagram's box; data-frames [{"at", "moves", "tokens", "text"}], one a step; data-last a
//                sentence for the end. Each frame holds ids of elements; an element twice holds two tokens.
//
// Everything it says is on the page in words too. Nothing moves for whoever asked their system for less motion.
const PACE = 1400;
const RUN = 700;
const SVG = "http://www.w3.org/2000/svg";

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function circle(layer, { x, y }, number) {
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "app-token");
  group.setAttribute("transform", `translate(${x}, ${y})`);
  const dot = document.createElementNS(SVG, "circle");
  dot.setAttribute("r", "9");
  group.append(dot);
  if (number > 1) {
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("dy", "4");
    text.textContent = String(number);
    group.append(text);
  }
  layer.append(group);
  return group;
}

// The point at a share (0 to 1) of the way along a line of waypoints.
export function along(points, share) {
  const lengths = points.slice(1).map((point, n) => Math.hypot(point.x - points[n].x, point.y - points[n].y));
  let rest = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [n, length] of lengths.entries()) {
    if (rest <= length || n === lengths.length - 1) {
      const part = length === 0 ? 0 : Math.min(1, rest / length);
      return {
        x: points[n].x + (points[n + 1].x - points[n].x) * part,
        y: points[n].y + (points[n + 1].y - points[n].y) * part,
      };
    }
    rest -= length;
  }
  return points[0];
}

function place(element) {
  if (element.waypoints) return along(element.waypoints, 0.6);
  return { x: element.x + Math.min(14, element.width / 2), y: element.y + element.height - Math.min(14, element.height / 2) };
}

export function player(box, viewer, show) {
  const panel = document.querySelector(`[data-player="${CSS.escape(box.id)}"]`);
  if (!panel) return;
  const frames = JSON.parse(panel.dataset.frames);
  const registry = viewer.get("elementRegistry");
  const layer = viewer.get("canvas").getLayer("app-tokens", 1000);
  const said = panel.querySelector("[role=status]");
  const buttons = Object.fromEntries([...panel.querySelectorAll("[data-player-do]")].map((one) => [one.dataset.playerDo, one]));
  let at = -1;
  let playing = 0;
  let turn = 0;

  const draw = () => {
    turn += 1;
    layer.replaceChildren();
    const held = new Map();
    for (const id of at < 0 ? [] : frames[at].tokens) held.set(id, (held.get(id) || 0) + 1);
    for (const [id, number] of held) {
      const element = registry.get(id);
      if (element) circle(layer, place(element), number);
    }
  };

  const run = (then) => {
    const flows = frames[at].moves.map((id) => registry.get(id)).filter((flow) => flow?.waypoints);
    if (still() || flows.length === 0) return then();
    const mine = (turn += 1);
    layer.replaceChildren();
    const dots = flows.map((flow) => circle(layer, flow.waypoints[0], 1));
    const begun = performance.now();
    const step = (now) => {
      if (mine !== turn) return;
      const share = Math.min(1, (now - begun) / RUN);
      dots.forEach((dot, n) => {
        const { x, y } = along(flows[n].waypoints, share * 0.6);
        dot.setAttribute("transform", `translate(${x}, ${y})`);
      });
      if (share < 1) requestAnimationFrame(step);
      else then();
    };
    requestAnimationFrame(step);
  };

  const stop = () => {
    clearTimeout(playing);
    playing = 0;
    buttons.play.textContent = "Play";
  };

  const tell = () => {
    const last = at === frames.length - 1;
    said.textContent = at < 0
      ? `${frames.length} steps. Press Play or Next.`
      : `Step ${at + 1} of ${frames.length}. ${frames[at].text}${last ? ` ${panel.dataset.last}` : ""}`;
    buttons.back.disabled = buttons.again.disabled = at < 0;
    buttons.next.disabled = last;
    for (const one of [buttons.back, buttons.again, buttons.next]) one.setAttribute("aria-disabled", String(one.disabled));
    show(box, at < 0 ? [] : [frames[at].at]);
  };

  const go = (to, forward) => {
    at = Math.max(-1, Math.min(frames.length - 1, to));
    tell();
    if (forward && at >= 0) run(draw);
    else draw();
  };

  const onwards = () => {
    go(at + 1, true);
    if (at >= frames.length - 1) stop();
    else playing = setTimeout(onwards, PACE);
  };

  buttons.play.addEventListener("click", () => {
    if (playing) return stop();
    if (at >= frames.length - 1) at = -1;
    buttons.play.textContent = "Pause";
    return onwards();
  });
  buttons.next.addEventListener("click", () => { stop(); go(at + 1, true); });
  buttons.back.addEventListener("click", () => { stop(); go(at - 1, false); });
  buttons.again.addEventListener("click", () => { stop(); go(-1, false); });
  tell();
  panel.hidden = false;
}
