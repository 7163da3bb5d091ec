// The counter's few conveniences; everything works without them.
//   data-until="unix seconds" data-masked="…"   a value shown in full goes back to its mask when its time is over
//   data-print                                   a button that prints the page
//   data-enter="stay"                            Enter in a search field looks, and does not send the form

for (const node of document.querySelectorAll("[data-until]")) {
  const left = Number(node.dataset.until) * 1000 - Date.now();
  setTimeout(() => { node.textContent = node.dataset.masked; node.classList.remove("shown"); }, Math.max(left, 0));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const field of document.querySelectorAll("[data-enter=stay]")) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const choice = field.closest(".field").querySelector("input[type=radio]:checked, input[type=radio]");
    if (choice) { choice.focus(); choice.checked = true; }
  });
}

// a confirmation that something was done is read out and can be left with the next key at once
document.querySelector("[role=status].alert-success")?.setAttribute("tabindex", "-1");
