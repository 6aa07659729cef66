// While commentary is written: what stands beside it follows, and references can be put in.
// Without this module the same is had by the button "Preview and check".

const WAIT = 500; // milliseconds after the last key; a pause in typing, not a stop in thought

const form = document.getElementById("writing");
const state = document.getElementById("check-state");
const fields = [...form.querySelectorAll("textarea")];
let last = fields[0];
let timer = 0;
let asking = null;

// An older answer never takes the place of a newer one: what is asked before is given up.
async function check() {
  asking?.abort();
  const own = (asking = new AbortController());
  state.textContent = "Checking…";
  try {
    const answer = await fetch(form.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      redirect: "error",
      signal: own.signal,
    });
    const text = await answer.text();
    if (answer.ok) show(text);
    else if (answer.status === 422) state.textContent = text;
    else state.textContent = "The text could not be checked. Save a draft, and load the page again.";
  } catch {
    if (own.signal.aborted) return;
    state.textContent = "The server cannot be reached. What you have typed is still here.";
  }
}

function show(text) {
  const found = new DOMParser().parseFromString(text, "text/html");
  for (const made of found.querySelectorAll("[id^=beside-]")) {
    const stands = document.getElementById(made.id);
    if (!stands || stands.outerHTML === made.outerHTML) continue;
    const open = stands.querySelector("details")?.open ?? false;
    stands.replaceWith(made);
    if (open && made.querySelector("details")) made.querySelector("details").open = true;
  }
  tell();
}

// What is counted is told where a change of it is read out, and not twice.
function tell() {
  const counted = document.querySelector("#beside-whole .counted-claims");
  state.textContent = counted?.textContent ?? "";
  if (counted) counted.hidden = true;
}
tell();

function putIn(words) {
  const start = last.selectionStart;
  last.setRangeText(words, start, last.selectionEnd, "end");
  last.focus();
  last.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const field of fields) {
  field.addEventListener("focus", () => (last = field));
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  });
}

for (const row of document.querySelectorAll(".references > div")) {
  const reference = row.querySelector("code").textContent;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small-button";
  button.textContent = "Insert";
  button.setAttribute("aria-label", `Insert ${reference}`);
  button.addEventListener("click", () => putIn(reference));
  const cell = document.createElement("dd");
  cell.append(button);
  row.append(cell);
}

// Whoever leaves with something typed is asked; a button of the form is not leaving.
const typed = () => fields.map((field) => field.value).join("\u0000");
const began = typed();
let sending = false;
form.addEventListener("submit", () => (sending = true));
window.addEventListener("beforeunload", (event) => {
  if (sending) return;
  if ("unsaved" in form.dataset || typed() !== began) event.preventDefault();
});
