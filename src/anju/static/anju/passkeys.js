// Shows what needs passkeys only where the browser has them, and says in words when the browser refuses.

if (window.PublicKeyCredential) {
  for (const node of document.querySelectorAll("[data-passkeys]")) node.hidden = false;
} else {
  for (const node of document.querySelectorAll("[data-no-passkeys]")) node.hidden = false;
}

document.addEventListener("allauth.error", () => {
  for (const node of document.querySelectorAll("[data-passkey-failed]")) node.hidden = false;
});
