import { Talk, listen } from "./talk.js";

const talk = new Talk(document.querySelector(".seat"));
talk.refresh();
listen(() => talk.refresh());
