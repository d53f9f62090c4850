// Sends a form marked data-autosave as it is filled in, a moment after the last change. Without
// scripts, or when sending fails, the form's own button does the same.

const PAUSE = 1200;
// Somebody else was first: only the page that the button leads to can show both versions.
const CONFLICT = 409;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const note = form.querySelector("[data-saved-note]");
  let timer = 0;
  let last = Promise.resolve();
  let going = false;
  let stopped = false;

  const tell = (words) => {
    if (note) note.textContent = words;
  };

  // Every sending is a form of its own: the same key with other content would be refused.
  const content = () => {
    const values = new FormData(form);
    values.set("form_key", crypto.randomUUID());
    return values;
  };

  // What is saved now is what the form goes on from: it has seen it.
  const goOnFrom = async (answer) => {
    if (answer.headers.get("Content-Type") !== "application/json") return;
    const { seen, action } = await answer.json();
    if (seen && form.elements.seen) form.elements.seen.value = seen;
    // What was new is there now, and is what the page edits, also when it is loaded anew.
    if (action) {
      form.setAttribute("action", action);
      history.replaceState(history.state, "", action);
    }
  };

  const save = async () => {
    if (stopped) return;
    going = true;
    tell(form.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: content(),
        headers: { Accept: "application/json", "X-Autosave": "yes" },
      });
      stopped = answer.status === CONFLICT;
      if (answer.ok) await goOnFrom(answer);
      if (answer.ok && !timer) form.dispatchEvent(new Event("kajplats:saved", { bubbles: true }));
      tell(stopped ? form.dataset.meanwhile : answer.ok ? form.dataset.saved : form.dataset.unsaved);
    } catch {
      tell(form.dataset.unsaved);
    }
    going = false;
  };

  const later = (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = 0;
      last = last.then(save);
    }, PAUSE);
  };

  // The button waits for what is being saved: else the form would be behind itself.
  const finish = (event) => {
    clearTimeout(timer);
    stopped = true;
    if (!going) return;
    event.preventDefault();
    last.then(() => form.requestSubmit(event.submitter));
  };

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", finish);
  // Back again by the browser's own button, with the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) stopped = false;
  });
}
