// The preview in the browser: shows the pages that the server has drawn, changes them in place, and says
// where each word comes from. No state of the record is kept here: what is shown follows state.json.
"use strict";

// ---- following the server ----

function mark_state() {
	const problems = state ? (state.problems || []).filter(is_open).length : 0;
	const [mark, text] = !state ? ["gone", "Connecting"]
		: moved ? ["gone", "This preview has ended"]
		: gone ? ["gone", "The preview does not answer; trying again"]
		: state.building ? ["building", "Building"]
		: state.failed ? ["failed", `Not built: ${plural(problems, "problem")}`]
		: problems ? ["warned", `${plural(problems, "problem")}, drawn in ${Math.round(state.milliseconds)} ms`]
		: ["good", `Up to date, drawn in ${Math.round(state.milliseconds)} ms`];

	clearTimeout(slow);
	put(root.dataset, "state", mark);
	put($("state-text"), "textContent", text);
	put($("banner"), "hidden", !(state && state.failed) && !gone);
	put($("banner"), "textContent", moved ? "The preview was started again and has a new address: it is in the tab that it opened, or where it was started. These pages are the last that came; this tab can be closed."
		: gone ? "The preview has stopped or cannot be reached. These pages are the last that came."
		: pages.length ? "The record cannot be built as it is. These pages are the last good ones."
		: "The record cannot be built as it is. The pages will appear here.");
}

let gone = false, moved = false, newest = -1;
let begun_at_line = false, said_failed = null; // of the states that were told; one that another overtakes is not
let slow = 0; // the timer that tells of a build when it is one that takes its time

async function state_take(next) {
	const version = next.version;

	if (version < newest)
		return;
	newest = version;
	state = next;
	put(document, "title", `${state.title || state.record} – preview`);
	put($("title"), "textContent", state.title || state.record);
	put($("title"), "title", state.record);
	put($("pages"), "lang", state.lang || "en-GB");
	put($("page-count"), "textContent", state.pages.length ? `of ${state.pages.length}` : "");
	const shown = pages_follow(state.pages);
	if (!pages.length && !$("pages").querySelector(".wait"))
		$("pages").append(make("p", { className: "wait", textContent: "There are no pages yet." }));
	if (pages.length)
		$("pages").querySelectorAll(".wait").forEach(e => e.remove());
	mark_state();
	await shown;
	if (state !== next)
		return;
	if (picked && pages[picked.page - 1])
		pick_again();
	await painted(next);
	if (state !== next)
		return;
	contents_draw();
	thumbs_draw();
	problems_draw();
	all_over();
	page_told();
	soon(changes_fetch, 200);
	soon(publish_fetch, 1500);
	if (search.needle)
		search_run($("search-text").value);
	if (state.line && pages.length && !begun_at_line) {
		begun_at_line = true;
		line_go(state.line, "", 0, 0).catch(() => {});
	}
	if (said_failed !== null && said_failed !== state.failed)
		say(state.failed ? "The record cannot be built as it is" : "The pages are good again");
	else if (said_failed !== null)
		say(`Pages drawn, ${plural((state.problems || []).filter(is_open).length, "problem")}`);
	said_failed = state.failed;
	root.dataset.painted = version;
}

// What follows a change may wait until there are no more: the builder has other work.
const waits = new Map();

function soon(fetch_it, milliseconds) {
	clearTimeout(waits.get(fetch_it));
	waits.set(fetch_it, setTimeout(() => fetch_it().catch(() => {}), milliseconds));
}

// The new pages are on the screen; who measures is told when. A page that is not looked at is not painted.
function painted(it) {
	return new Promise(resolve => {
		const hidden = setTimeout(resolve, 250);
		requestAnimationFrame(() => setTimeout(() => {
			clearTimeout(hidden);
			dispatchEvent(new CustomEvent("painted", { detail: { version: it.version, at: performance.timeOrigin + performance.now() } }));
			resolve();
		}));
	});
}

// The picked item once more, in the new drawing; its line may have moved.
function pick_again() {
	const page = pages[picked.page - 1];
	const same = page.svg && [...page.svg.querySelectorAll("text, tspan, path, image")].find(e =>
		item_name(e) === picked.text && has_source(e) && Number(e.closest("[data-line]").dataset.line) === picked.line);

	if (same) {
		picked.box = box_on(page, same);
		page_over(page);
	} else {
		picked_drop();
	}
}

function gone_set(now) {
	if (gone === now)
		return;
	gone = now;
	mark_state();
	say(now ? "The preview does not answer" : "The preview is back");
}

function listen() {
	const events = new EventSource("events");
	let again = 0;

	const retry = () => {
		events.close();
		gone_set(true);
		clearTimeout(again);
		again = setTimeout(listen, 1000);
		// One that was started anew has another address: it is there, and knows nothing of this one.
		fetch("state.json").then(answer => {
			if (answer.status === 404 || answer.status === 403) {
				clearTimeout(again);
				moved = true;
				mark_state();
				say($("banner").textContent);
			}
		}, () => {});
	};
	// The server sends the state at once; one that came back counts anew.
	events.addEventListener("open", () => {
		gone_set(false);
		newest = -1;
	});
	events.addEventListener("error", retry);
	events.addEventListener("building", () => {
		if (state) {
			state.building = true;
			clearTimeout(slow);
			slow = setTimeout(mark_state, 150);
		}
	});
	events.addEventListener("page", event => {
		const end = event.data.indexOf("\n");
		brought.set(event.data.slice(0, end), event.data.slice(end + 1));
	});
	events.addEventListener("state", event => {
		state_take(JSON.parse(event.data)).catch(() => {});
	});
	events.addEventListener("goto", event => {
		const to = JSON.parse(event.data);
		line_go(to.line, to.file, 0, 0).catch(() => {});
	});
}

// ---- panels, menus, keys ----

const narrow = matchMedia("(max-width: 960px)");

function panel_show(side, open) {
	const panel = $(side), button = $(`${side}-toggle`);

	if (open && narrow.matches)
		panel_show(side === "left" ? "right" : "left", false);
	panel.hidden = !open;
	button.setAttribute("aria-expanded", String(open));
	if (!narrow.matches)
		keep(side, open ? "open" : "closed");
	zoom_apply();
}

function narrow_close() {
	if (!narrow.matches)
		return;
	panel_show("left", false);
	panel_show("right", false);
}

function tab_choose(tab, focus) {
	for (const other of tab.parentNode.children) {
		const now = other === tab;
		other.setAttribute("aria-selected", String(now));
		other.tabIndex = now ? 0 : -1;
		$(other.getAttribute("aria-controls")).hidden = !now;
	}
	if (focus)
		tab.focus();
	if (tab.id === "tab-publish" && state)
		publish_fetch().catch(() => {});
	page_told();
}

for (const list of document.querySelectorAll("[role='tablist']")) {
	list.addEventListener("click", event => {
		const tab = event.target.closest("[role='tab']");
		if (tab)
			tab_choose(tab);
	});
	list.addEventListener("keydown", event => {
		const tabs = [...list.children], at = tabs.indexOf(document.activeElement);
		const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
		if (to === undefined)
			return;
		event.preventDefault();
		tab_choose(tabs[(to + tabs.length) % tabs.length], true);
	});
}
for (const side of ["left", "right"])
	$(`${side}-toggle`).addEventListener("click", () => panel_show(side, $(side).hidden));

const menus = [["draft-toggle", "draft"], ["files-toggle", "files"]];

function menu_show(which, open) {
	for (const [button, menu] of menus) {
		const now = menu === which && open;
		$(menu).hidden = !now;
		$(button).setAttribute("aria-expanded", String(now));
		$(button).classList.toggle("menu-open", now);
	}
}

for (const [button, menu] of menus)
	$(button).addEventListener("click", () => menu_show(menu, $(menu).hidden));
document.addEventListener("pointerdown", event => {
	if (!event.target.closest(".menu, [aria-controls='draft'], [aria-controls='files']"))
		menu_show(null, false);
});

for (const name of Object.keys(settings))
	$(`show-${name}`).addEventListener("change", event => setting_set(name, event.target.checked));

function setting_set(name, on) {
	settings[name] = on;
	$(`show-${name}`).checked = on;
	root.classList.toggle("no-watermark", !settings.watermark);
	all_over();
}

// A document of a record that has errors cannot be had, though it may have pages: the reasons are shown in
// its place. One that can has the record's name.
for (const id of ["get-pdf", "get-html"])
	$(id).addEventListener("click", async event => {
		const from = event.currentTarget.href;

		event.preventDefault();
		menu_show(null, false);
		const answer = state && !state.failed ? await fetch(from).catch(() => null) : null;
		if (answer && answer.ok) {
			const href = URL.createObjectURL(await answer.blob());
			make("a", { href, download: file_name(state.record, from) }).click();
			setTimeout(() => URL.revokeObjectURL(href), 60000);
			return;
		}
		panel_show("right", true);
		tab_choose($("tab-problems"), true);
		say("There is no document as long as the record has errors");
	});

const file_name = (record, from) => record.replace(/^.*[/]/, "").replace(/[.]xml$/, "") + from.match(/[.][a-z]+$/)[0];

$("theme").addEventListener("change", event => theme_set(event.target.value));

function theme_set(name) {
	$("theme").value = name;
	if (name === "auto")
		delete root.dataset.theme;
	else
		root.dataset.theme = name;
	keep("theme", name);
}

function spread_set(on) {
	const place = whereabouts();

	$("pages").classList.toggle("spread", on);
	$("spread").setAttribute("aria-pressed", String(on));
	keep("spread", on ? "yes" : "no");
	zoom_apply(place);
}

$("spread").addEventListener("click", () => spread_set($("spread").getAttribute("aria-pressed") !== "true"));
$("zoom").addEventListener("change", event => {
	const value = event.target.value;
	if (value !== "other")
		zoom_set(Number(value) ? "number" : value, Number(value));
});
$("zoom-in").addEventListener("click", () => zoom_step(true));
$("zoom-out").addEventListener("click", () => zoom_step(false));

function page_step(by) {
	const page = page_now();

	if (page)
		page_go(page.number + by * ($("pages").classList.contains("spread") ? 2 : 1));
}

$("page-before").addEventListener("click", () => page_step(-1));
$("page-after").addEventListener("click", () => page_step(1));
$("page-number").addEventListener("keydown", event => {
	if (event.key !== "Enter")
		return;
	const text = event.target.value.trim(), labelled = pages.find(p => p.label === text);
	page_go(labelled ? labelled.number : Number.parseInt(text, 10) || 1);
	view.focus();
});
$("page-number").addEventListener("blur", page_told);

const keys = [
	["J", "page after", () => page_step(1)],
	["K", "page before", () => page_step(-1)],
	["G", "go to a page", () => { $("page-number").focus(); $("page-number").select(); }],
	["+", "larger", () => zoom_step(true), ["="]],
	["-", "smaller", () => zoom_step(false)],
	["0", "100%", () => zoom_set("number", 1)],
	["W", "fit width", () => zoom_set("width")],
	["F", "fit page", () => zoom_set("page")],
	["S", "two pages side by side", () => $("spread").click()],
	["/", "search", () => search_open(true)],
	["N", "next word or mark", () => pick_step(1)],
	["B", "word or mark before", () => pick_step(-1)],
	["Enter", "open the source in the editor", () => picked && editor_open(picked)],
	["E", "explain this number", () => picked && picked.figure && $("source-explain").click()],
	["C", "contents and pages", () => $("left-toggle").click()],
	["P", "problems", () => $("right-toggle").click()],
	["D", "watermark on or off", () => setting_set("watermark", !settings.watermark)],
	["M", "margins on or off", () => setting_set("margins", !settings.margins)],
	["R", "frames on or off", () => setting_set("frames", !settings.frames)],
	["L", "baselines on or off", () => setting_set("baselines", !settings.baselines)],
	["?", "these keys", () => $("help").showModal()],
];

for (const [key, words] of keys)
	$("keys").append(make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: words }));
$("keys").append(make("dt", {}, make("kbd", { textContent: "Esc" })), make("dd", { textContent: "close what is open" }));
$("help-open").addEventListener("click", () => $("help").showModal());
$("keys-on").addEventListener("change", event => keep("keys", event.target.checked ? "on" : "off"));

function escape_close() {
	if (menus.some(([, menu]) => !$(menu).hidden)) {
		const [button] = menus.find(([, menu]) => !$(menu).hidden);
		menu_show(null, false);
		$(button).focus();
	} else if (!$("search").hidden) {
		search_open(false);
	} else if (!picked_drop()) {
		narrow_close();
	}
}

document.addEventListener("keydown", event => {
	const typing = event.target.closest("input:not([type='checkbox']), select, textarea, dialog[open]");

	if (event.key === "Escape" && !event.target.closest("dialog[open]")) {
		escape_close();
		return;
	}
	if (event.ctrlKey || event.metaKey || event.altKey || typing || !$("keys-on").checked)
		return;
	if (event.key === "Enter" && event.target !== view && event.target !== document.body)
		return;
	const row = keys.find(([key, , , more]) => key.toLowerCase() === event.key.toLowerCase() || (more && more.includes(event.key)));
	if (row) {
		event.preventDefault();
		row[2]();
	}
});

let telling = 0;
view.addEventListener("scroll", () => {
	cancelAnimationFrame(telling);
	telling = requestAnimationFrame(page_told);
}, { passive: true });
new ResizeObserver(() => { if (zoom.mode !== "number" && pages.length) zoom_apply(); }).observe(view);

// ---- begin ----

theme_set(kept("theme", "auto"));
$("keys-on").checked = kept("keys", "on") === "on";
if (kept("spread", "no") === "yes")
	spread_set(true);
{
	const mode = kept("zoom", "width");
	zoom = Number(mode) ? { mode: "number", scale: Number(mode) } : { mode: mode === "page" ? "page" : "width", scale: 1 };
}
panel_show("left", !narrow.matches && kept("left", "open") === "open");
panel_show("right", !narrow.matches && kept("right", "open") === "open");
listen();
