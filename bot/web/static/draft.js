// Choosing a file, ticking doubts off, and saving the YAML; the page reads without this script.
const form = document.getElementById("draft");
if (form) {
  const field = form.querySelector("input[type=file]");
  field.addEventListener("change", () => { document.getElementById("chosen").textContent = field.files[0]?.name || "选择文件"; });
  form.addEventListener("submit", () => { document.getElementById("working").hidden = false; form.querySelector("button").disabled = true; });
}
const left = document.getElementById("left");
const boxes = [...document.querySelectorAll(".doubts input")];
for (const box of boxes) {
  box.addEventListener("change", () => {
    const open = boxes.filter((one) => !one.checked).length;
    left.textContent = open ? `${open}处待核对` : "已全部核对";
    left.classList.toggle("rest", open > 0);
  });
}
for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.save).textContent;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = button.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
