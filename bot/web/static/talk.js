// One conversation on a page: bubbles, buttons, words, files. Used by the chat and the demo.
const token = document.querySelector('meta[name="duban-token"]').content;

export async function post(url, body) {
  const json = !(body instanceof FormData);
  const response = await fetch(url, {
    method: "POST",
    headers: { "X-Duban-Token": token, ...(json ? { "Content-Type": "application/json" } : {}) },
    body: json ? JSON.stringify(body) : body,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || "没有送达，请重试。");
  return answer;
}

export function toast(text, alert = false) {
  const box = document.getElementById("toast");
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.hidden = true; }, alert ? 10000 : 4000);
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// A block ends its line by itself: the line break written after it would be an empty line.
function closeUp(block) {
  const next = block.nextSibling;
  if (next?.nodeType === Node.TEXT_NODE) next.data = next.data.replace(/^\n/, "");
}

function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
}

export class Talk {
  constructor(section) {
    this.seat = section.dataset.seat;
    this.section = section;
    this.files = [];
    this.quoted = null;
    this.last = "";
    this.count = 0;
    this.list = make("div", "bubbles");
    this.list.setAttribute("role", "log");
    section.append(this.list, this.form());
    section.addEventListener("dragover", (event) => { event.preventDefault(); section.classList.add("dropping"); });
    section.addEventListener("dragleave", () => section.classList.remove("dropping"));
    section.addEventListener("drop", (event) => {
      event.preventDefault();
      section.classList.remove("dropping");
      this.add(event.dataTransfer.files);
    });
  }

  form() {
    const form = make("form", "say");
    const picker = make("input");
    picker.type = "file";
    picker.multiple = true;
    picker.hidden = true;
    const clip = make("button", "clip", "＋");
    clip.type = "button";
    clip.title = "添加照片或文件";
    clip.setAttribute("aria-label", "添加照片或文件");
    clip.addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => { this.add(picker.files); picker.value = ""; });
    this.words = make("textarea");
    this.words.rows = 1;
    this.words.placeholder = "回复一句话，如“已完成”";
    this.words.setAttribute("aria-label", "回复");
    this.words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.say(); }
    });
    this.words.addEventListener("paste", (event) => { if (event.clipboardData.files.length) this.add(event.clipboardData.files); });
    const send = make("button", "primary", "发送");
    this.tray = make("div", "tray");
    form.append(this.tray, picker, clip, this.words, send);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.say(); });
    return form;
  }

  add(files) {
    this.files.push(...files);
    this.showTray();
    this.words.focus();
  }

  quote(bubble, words) {
    this.quoted = { id: bubble.id, words };
    this.showTray();
    this.words.focus();
  }

  showTray() {
    const chips = this.files.map((file, index) => this.chip(file.name || "图片", () => this.files.splice(index, 1)));
    if (this.quoted) chips.unshift(this.chip(`引用：${this.quoted.words}`, () => { this.quoted = null; }));
    this.tray.replaceChildren(...chips);
  }

  chip(words, remove) {
    const chip = make("button", "chip", words);
    chip.type = "button";
    chip.title = "移除";
    chip.addEventListener("click", () => { remove(); this.showTray(); });
    return chip;
  }

  async say() {
    const text = this.words.value.trim();
    if (!text && !this.files.length) return;
    const form = new FormData();
    form.append("id", freshId());
    form.append("text", text);
    this.files.forEach((file) => form.append("file", file, file.name || "图片.png"));
    const kept = this.files, quoted = this.quoted;
    if (quoted) form.append("reply_to", quoted.id);
    this.words.value = "";
    this.files = [];
    this.quoted = null;
    this.showTray();
    this.section.classList.add("busy");
    try {
      await post(`/api/chat/${this.seat}/say`, form);
      document.dispatchEvent(new CustomEvent("said", { detail: { seat: this.seat, files: kept.length } }));
    } catch (problem) {
      this.words.value = text;
      this.files = kept;
      this.quoted = quoted;
      this.showTray();
      toast(problem.message);
    }
    this.section.classList.remove("busy");
    await this.refresh();
  }

  async tap(bubble, button) {
    this.section.classList.add("busy");
    try {
      await post(`/api/chat/${this.seat}/tap`, { id: freshId(), data: button.data, message: bubble.id });
      document.dispatchEvent(new CustomEvent("said", { detail: { seat: this.seat, files: 0 } }));
    } catch (problem) { toast(problem.message); }
    this.section.classList.remove("busy");
    await this.refresh();
  }

  async refresh() {
    const response = await fetch(`/api/chat/${this.seat}`);
    if (!response.ok) return;
    const text = await response.text();
    if (text === this.last) return;
    this.last = text;
    const bubbles = JSON.parse(text).bubbles;
    const grew = bubbles.length > this.count;
    this.count = bubbles.length;
    this.list.replaceChildren(...bubbles.map((bubble) => this.bubble(bubble)));
    if (!bubbles.length) this.list.append(make("p", "empty", "还没有消息。"));
    if (grew && this.list.lastElementChild) this.list.scrollTop = this.list.lastElementChild.offsetTop - this.list.offsetTop - 12;
    document.dispatchEvent(new CustomEvent("news", { detail: { seat: this.seat, bubbles } }));
  }

  bubble(bubble) {
    const box = make("article", `bubble ${bubble.side}`);
    const body = make("div", "body");
    if (bubble.side === "bot") {
      body.innerHTML = bubble.html;
      body.querySelectorAll("blockquote, pre").forEach(closeUp);
    }
    else if (bubble.text) body.textContent = bubble.text;
    (bubble.files || []).forEach((file) => body.append(this.file(file)));
    const when = new Date(bubble.at);
    const stamp = make("time", "", new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }).format(when));
    box.append(body, stamp);
    (bubble.buttons || []).forEach((line) => {
      const row = make("div", "row");
      line.forEach((button) => {
        const key = button.url ? make("a", "key", button.text) : make("button", "key", button.text);
        if (button.url) { key.href = button.url; key.target = "_blank"; key.rel = "noreferrer"; }
        else key.addEventListener("click", () => this.tap(bubble, button));
        row.append(key);
      });
      box.append(row);
    });
    if (bubble.side === "bot") box.append(this.quoting(bubble, body));
    return box;
  }

  quoting(bubble, body) {
    const key = make("button", "quote", "引用");
    key.type = "button";
    key.title = "引用这条消息回复";
    key.addEventListener("click", () => this.quote(bubble, body.textContent.trim().split("\n")[0].slice(0, 30)));
    return key;
  }

  file(file) {
    const url = `/api/chat/${this.seat}/files/${file.sha256}`;
    if (file.kind === "photo") {
      const picture = make("img", "photo");
      picture.src = url;
      picture.alt = file.name || "照片";
      return picture;
    }
    const link = make("a", "file", file.name || "文件");
    link.href = url;
    link.download = "";
    return link;
  }
}

export function listen(onNews) {
  const source = new EventSource("/api/news");
  source.addEventListener("open", () => onNews({ kind: "news" }));
  source.addEventListener("message", (message) => {
    const event = JSON.parse(message.data);
    if (event.kind === "toast") toast(event.text, event.alert);
    else { onNews(event); setTimeout(() => onNews(event), 400); }
  });
}
