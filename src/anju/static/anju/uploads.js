// Photos are made smaller on the phone before they are sent, so that a weak network suffices; without this they are sent
// as they are. The server makes every picture anew in any case, and looks at it itself.
//   input[type=file][data-picture]   its files are replaced by smaller ones when it changes
//   [data-said]                      beside it, says what is going on; the words stand in data-busy, -ready, -large

const LONGEST = 1600;
const SMALL_ENOUGH = 400_000;
const MOST = 10_000_000;

for (const input of document.querySelectorAll("input[type=file][data-picture]")) {
  input.addEventListener("change", () => { prepare(input); });
}

async function prepare(input) {
  const box = input.closest(".chooser");
  const said = box.querySelector("[data-said]");
  const say = (text) => { said.textContent = text; };
  if (!input.files.length) { input.setCustomValidity(""); say(""); return; }
  // nobody can send half a photo: the form waits until it is ready
  input.setCustomValidity(box.dataset.busy);
  say(box.dataset.busy);
  const chosen = Array.from(input.files);
  const ready = await Promise.all(chosen.map(smaller));
  if (!same(chosen, Array.from(input.files))) return;
  put(input, ready);
  const large = Array.from(input.files).some((file) => file.size > MOST);
  input.setCustomValidity(large ? box.dataset.large : "");
  say(large ? box.dataset.large : box.dataset.ready);
}

function same(before, now) {
  return before.length === now.length && before.every((file, place) => file === now[place]);
}

function put(input, files) {
  try {
    const carrier = new DataTransfer();
    for (const file of files) carrier.items.add(file);
    input.files = carrier.files;
  } catch {
    // an old browser: the photo is sent as it is
  }
}

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.85); });
    return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    // what this browser can't read is sent as it is; the server says what to do
    return file;
  }
}
