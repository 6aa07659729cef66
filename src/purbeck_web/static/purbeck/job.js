// Keeps the progress of an open job up to date; without it, the page has a link to look again.
const box = document.querySelector("[data-state]");
const PAUSE = 1500;

async function look() {
  try {
    const answer = await fetch(box.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const state = await answer.json();
      if (!state.open) {
        window.location.reload();
        return;
      }
      show(state);
    }
  } catch {
    // The server may be away for a moment; the next look will tell.
  }
  window.setTimeout(look, PAUSE);
}

function show(state) {
  const label = box.querySelector("[data-label]");
  label.textContent = state.label;
  label.className = `job-state job-${state.state}`;
  box.querySelector("progress").value = state.percent;
  box.querySelector("[data-percent]").textContent = `${state.percent}%`;
  const standing = box.querySelector("[data-standing]");
  if (standing.textContent !== state.standing) standing.textContent = state.standing;
}

if (box) {
  box.querySelector("[data-again]").hidden = true;
  window.setTimeout(look, PAUSE);
}
