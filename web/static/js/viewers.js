// Says every half minute that the offer on the page is looked at, and shows who else looks at it.
// Without scripts the page tells who does when it is opened.

const EVERY_MS = 30_000;

async function look() {
  const place = document.querySelector("[data-look]");
  if (!place || document.visibilityState !== "visible") return;
  const body = new FormData();
  body.set("csrf_token", document.querySelector("[name=csrf_token]").value);
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(place.dataset.look, { method: "POST", body, headers });
    if (!answer.ok) return;
    const { words } = await answer.json();
    if (place.textContent !== words) place.textContent = words;
  } catch {
    // The next sign is half a minute away.
  }
}

look();
setInterval(look, EVERY_MS);
document.addEventListener("kajplats:review", look);
