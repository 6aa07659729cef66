// Asks the server, as one types, what is wrong with a figure, doubtful of it, and what it would do.
// Everything here works without it: "Check first" and "Save" say the same.

const WAIT = 500; // milliseconds after the last key; our own choice

const form = document.querySelector("form[data-check]");
const beside = document.getElementById("beside");

/** Put what the server says of one field below it, once, tied to its control. */
function tell(name, said) {
  const control = form.elements[name];
  if (!control || !control.id) return;
  const id = `${control.id}-said`;
  const known = document.getElementById(id);
  if (!said) {
    known?.remove();
    control.removeAttribute("aria-invalid");
    return;
  }
  const place = known ?? document.createElement("p");
  place.id = id;
  place.className = "said";
  place.textContent = said;
  control.setAttribute("aria-invalid", "true");
  if (!known) control.closest(".govuk-form-group").append(place);
  const described = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  control.setAttribute("aria-describedby", [...described.add(id)].join(" "));
}

function start() {
  const names = [...new Set([...form.elements].map((each) => each.name).filter(Boolean))];
  let timer;
  let asked;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    beside.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.check, {
        method: "POST",
        body: new FormData(form),
        signal: asked.signal,
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) return;
      const { problems, beside: drawn } = await answer.json();
      for (const name of names) tell(name, problems[name]);
      if (!beside.contains(document.activeElement)) beside.innerHTML = drawn;
    } catch {
      // Off the network, or overtaken by the next key: saving checks it all again.
    } finally {
      beside.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("input", (event) => {
    if (beside.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  // A form that is on its way is not sent a second time.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

if (form && beside) start();
