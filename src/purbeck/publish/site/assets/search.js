// Finds pages in the list that is on the page already. Without this script the list is all there.
// What it says is written on the page, in the language of the page.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  var list = document.getElementById("index");
  if (!form || !list) return;
  var field = document.getElementById("filter-words");
  var said = document.getElementById("filter-said");
  var fold = function (text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  };
  var entries = Array.prototype.map.call(list.querySelectorAll("li"), function (item) {
    return { item: item, words: fold(item.textContent + " " + item.dataset.words) };
  });
  var letters = list.querySelectorAll(".letter");
  var show = function () {
    var wanted = fold(field.value).split(/\s+/).filter(Boolean);
    var found = 0;
    entries.forEach(function (entry) {
      var fits = wanted.every(function (word) { return entry.words.indexOf(word) >= 0; });
      entry.item.hidden = !fits;
      found += fits ? 1 : 0;
    });
    Array.prototype.forEach.call(letters, function (letter) {
      letter.hidden = !letter.querySelector("li:not([hidden])");
    });
    said.textContent = wanted.length
      ? (found === 1 ? said.dataset.one : said.dataset.some)
          .replace("{found}", found).replace("{all}", entries.length)
      : "";
  };
  field.value = new URLSearchParams(window.location.search).get("q") || "";
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  field.addEventListener("input", show);
  show();
})();
