// The demo page: the clock, the board, three seats, and a hint that walks along.
import { Talk, listen, post, toast } from "./talk.js";

const talks = Object.fromEntries([...document.querySelectorAll(".seat")].map((section) => {
  const talk = new Talk(section);
  return [talk.seat, talk];
}));
const seats = document.querySelector(".seats");
const unitList = document.getElementById("unit");
const hints = [
  "点“下一事件”，时间走到下一次有人收到消息的时刻。",
  "联络员收到了提醒。加一张照片，写“已完成”发送；或直接点按钮。",
  "回执已登记。再点“下一事件”或“+1 天”，看没有反馈的单位怎样被催办、升级。",
  "逾期单位的情况已报到办公室。走到周五16:00，主任收到周报；点周报里的数字，看背后的反馈原话。",
  "这就是督办：少打扰，有回执，可追溯。换个单位试试，或用“到季末”快进。",
];
let stage = 0;
let dots = { green: "●", yellow: "▲", red: "■", grey: "○" };

function advance(to) {
  if (to <= stage || to >= hints.length) return;
  stage = to;
  const hint = document.getElementById("hint");
  hint.replaceChildren(Object.assign(document.createElement("b"), { textContent: String(stage + 1) }), `　${hints[stage]}`);
}

function show(state) {
  for (const name of ["day", "weekday", "mark", "time"]) document.getElementById(name).textContent = state.clock[name];
  document.getElementById("mark").classList.toggle("rest", !["工作日", "调休上班"].includes(state.clock.mark));
  const board = document.getElementById("board");
  board.replaceChildren(...state.board.map(lightButton));
  if (!unitList.options.length) {
    unitList.append(...state.board.map((unit) => new Option(`${unit.unit}联络员`, unit.unit)));
  }
  const seat = state.seats[0].who;
  for (const option of unitList.options) option.selected = seat.startsWith(option.value);
  const log = document.getElementById("log");
  log.hidden = !state.lines.length;
  log.replaceChildren(Object.assign(document.createElement("b"), { textContent: "刚才发生了" }), ...state.lines.map((line) => Object.assign(document.createElement("span"), { textContent: line })));
  if (state.lines.some((line) => line.includes("升级")) && stage >= 2) advance(3);
}

function worst(counts) {
  return ["red", "yellow", "green", "grey"].find((light) => counts[light]) || "grey";
}

function lightButton(unit) {
  const button = document.createElement("button");
  const light = worst(unit.counts);
  button.className = `lamp ${light}`;
  const words = Object.entries(unit.counts).map(([name, n]) => `${dots[name]}${n}`).join(" ");
  button.innerHTML = `<i aria-hidden="true"></i><span></span><small></small>`;
  button.querySelector("i").textContent = dots[light];
  button.querySelector("span").textContent = unit.short;
  button.querySelector("small").textContent = unit.items.length;
  button.title = `${unit.unit}　${words}`;
  button.addEventListener("click", () => openUnit(unit));
  return button;
}

function openUnit(unit) {
  const box = document.getElementById("unitbox");
  box.querySelector("h2").textContent = unit.unit;
  const list = box.querySelector("div");
  const order = ["red", "yellow", "grey", "green"];
  const items = [...unit.items].sort((a, b) => order.indexOf(a.light) - order.indexOf(b.light) || (b.due_on || "").localeCompare(a.due_on || ""));
  list.replaceChildren(...items.map((item) => {
    const line = document.createElement("section");
    line.className = `item ${item.light}`;
    const title = document.createElement("h3");
    title.textContent = `${dots[item.light]}〔${item.code}〕${item.title}${item.occurrence_words ? `（${item.occurrence_words}）` : ""}`;
    const due = document.createElement("p");
    due.textContent = [item.due_on ? `时限 ${item.due_on}` : "无时限", item.overdue_days ? `逾期${item.overdue_days}个工作日` : "", item.why].filter(Boolean).join("；");
    line.append(title, due);
    if (item.last_words) {
      const words = document.createElement("blockquote");
      words.textContent = item.last_words;
      line.append(words);
    }
    return line;
  }));
  box.showModal();
  box.scrollTop = 0;
}

async function refreshAll() {
  await Promise.all(Object.values(talks).map((talk) => talk.refresh()));
}

async function refreshState() {
  const response = await fetch("/api/demo");
  if (response.ok) show(await response.json());
}

document.querySelectorAll("[data-step]").forEach((button) => button.addEventListener("click", async () => {
  document.body.classList.add("moving");
  document.querySelectorAll("[data-step]").forEach((one) => { one.disabled = true; });
  try {
    show(await post("/api/demo/move", { step: button.dataset.step }));
    await refreshAll();
  } catch (problem) { toast(problem.message); }
  document.querySelectorAll("[data-step]").forEach((one) => { one.disabled = false; });
  document.body.classList.remove("moving");
}));

unitList.addEventListener("change", async () => {
  show(await post("/api/demo/sit", { seat: "liaison", unit: unitList.value }));
  await refreshAll();
});

document.querySelectorAll("[data-tab]").forEach((tab) => tab.addEventListener("click", () => {
  seats.dataset.shown = tab.dataset.tab;
  document.querySelectorAll("[data-tab]").forEach((one) => one.setAttribute("aria-selected", String(one === tab)));
  tab.querySelector("i").hidden = true;
  const talk = talks[tab.dataset.tab];
  talk.list.scrollTop = talk.list.scrollHeight;
}));

let seen = {};
document.addEventListener("news", ({ detail }) => {
  const { seat, bubbles } = detail;
  if (seat in seen && bubbles.length > seen[seat] && seats.dataset.shown !== seat) {
    document.querySelector(`[data-tab="${seat}"] i`).hidden = false;
  }
  seen[seat] = bubbles.length;
  if (seat === "liaison" && bubbles.some((bubble) => bubble.side === "bot")) advance(1);
  if (seat === "director" && bubbles.some((bubble) => bubble.html?.includes("周报第")) && stage >= 3) advance(4);
});
document.addEventListener("said", async ({ detail }) => {
  if (detail.seat === "liaison") advance(2);
  await refreshState();
});

listen(async (event) => {
  const seat = Object.values(talks).find((talk) => event.chat === `demo-${talk.seat}`);
  if (seat) await seat.refresh();
  else await refreshAll();
});
await refreshState();
await refreshAll();
