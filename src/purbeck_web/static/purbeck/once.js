// A double click sends a form once: what comes within a second of the first is left out.
// A form that a script answers by itself is left alone.

const ONE_SECOND = 1000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const before = sent.get(event.target);
  if (before !== undefined && event.timeStamp - before < ONE_SECOND) {
    event.preventDefault();
    return;
  }
  sent.set(event.target, event.timeStamp);
});
