// Progress for one big file; without this script the plain form works too.
const form = document.getElementById("upload");
if (form) {
  const field = form.querySelector("input[type=file]");
  const bar = document.getElementById("bar");
  field.addEventListener("change", () => { document.getElementById("chosen").textContent = field.files[0]?.name || "选择文件"; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (progress) => { bar.hidden = false; bar.value = (100 * progress.loaded) / progress.total; });
    request.addEventListener("load", () => { document.open(); document.write(request.responseText); document.close(); });
    request.open("POST", location.href);
    request.send(new FormData(form));
  });
}
