// Everything works without this; it opens what a link leads to and what is printed.
"use strict";
const cards = document.querySelectorAll("details.card");
const reveal = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const closed = target && target.closest("details");
  if (closed) closed.open = true;
};
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => cards.forEach((card) => { card.open = true; }));
reveal();
const bar = document.querySelector(".filter fieldset");
if (bar && cards.length) {
  const button = document.createElement("button");
  let open = false;
  button.type = "button";
  const name = () => { button.textContent = open ? "Close all cards" : "Open all cards"; };
  button.addEventListener("click", () => {
    open = !open;
    cards.forEach((card) => { card.open = open; });
    name();
  });
  name();
  bar.append(button);
}
