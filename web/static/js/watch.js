// Follows a run: asks how far it is, shows it, and opens the page anew when the run is over.
const EVERY_MS = 1000;

const panel = document.querySelector("[data-watch]");

async function look() {
  const answer = await fetch(panel.dataset.watch, { headers: { Accept: "application/json" } });
  if (!answer.ok) return window.location.reload();
  const run = await answer.json();
  if (run.is_over) return window.location.reload();
  const bar = panel.querySelector("progress");
  bar.value = Math.round(run.share * 100);
  bar.textContent = run.words;
  const words = panel.querySelector("p");
  if (words.textContent !== run.step) words.textContent = run.step;
  setTimeout(look, EVERY_MS);
}

if (panel) setTimeout(look, EVERY_MS);
