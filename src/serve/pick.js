// Picking: what a word or mark is, and where it comes from; and how a number was computed.
"use strict";

// ---- picking: what is this, and where does it come from ----

// A word, mark or picture with a place in the record, its own or that of the line of text around it.
const has_source = element => (element.closest(".page svg [data-line]") ? element : null);

// Thin lines and gaps: the nearest item within a few pixels.
function item_near(x, y) {
	for (const reach of [0, 3, 6])
		for (const [dx, dy] of reach ? [[reach, 0], [-reach, 0], [0, reach], [0, -reach], [reach, reach], [-reach, -reach]] : [[0, 0]]) {
			const at = document.elementsFromPoint(x + dx, y + dy).map(has_source).find(e => e);
			if (at)
				return at;
		}
	return null;
}

function link_at(page, x, y) {
	for (const link of page.svg.querySelectorAll(".link")) {
		const box = link.getBoundingClientRect();
		if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
			return link;
	}
	return null;
}

function item_name(item) {
	if (item.localName === "image")
		return item.getAttribute("aria-label") || "Picture";
	if (item.localName === "path" || item.localName === "rect")
		return item.classList.contains("layout") ? "Ground or rule" : "Mark";
	return item.textContent.trim() || "Text";
}

function pick(page, item, link) {
	const place = item.closest("[data-line]").dataset;

	picked = { page: page.number, box: box_on(page, item), line: Number(place.line), file: place.file || "",
		text: item_name(item), figure: place.figure || null,
		uri: link ? link.dataset.uri : null, to: link && link.dataset.to ? Number(link.dataset.to) : null };
	all_over();
	picked_tell();
}

const place_of = it => `${it.file || state.record}, line ${it.line}`;

function picked_tell() {
	const follow = $("source-follow");

	$("source").hidden = false;
	$("source-open").disabled = !state.editor;
	$("source-open").title = state.editor ? "Open in editor (Enter)" : "Start the preview with --editor to open files from here";
	$("source-title").textContent = place_of(picked);
	$("source-text").textContent = picked.text;
	$("source-explain").hidden = !picked.figure;
	$("source-explain").setAttribute("aria-expanded", "false");
	$("explain").hidden = true;
	follow.hidden = !picked.uri && !picked.to;
	follow.textContent = picked.uri ? "Open link" : "Follow link";
	follow.href = picked.uri && /^(https?|mailto):/i.test(picked.uri) ? picked.uri : "#view";
	follow.target = picked.uri ? "_blank" : "";
	follow.rel = "noopener noreferrer";
	say(`${picked.text}: ${place_of(picked)}`);
	picked_keep();
}

// What opens below the pages does not hide what it speaks of.
function picked_keep() {
	const top = pages[picked.page - 1].element.offsetTop + picked.box.y * zoom.scale * PIXELS;
	const below = top + picked.box.height * zoom.scale * PIXELS + 12 - view.scrollTop - view.clientHeight;

	if (below > 0)
		view.scrollTop += Math.max(0, Math.min(below, top - 12 - view.scrollTop));
}

function picked_drop() {
	if (!picked)
		return false;
	picked = null;
	$("source").hidden = true;
	all_over();
	return true;
}

async function editor_open(it) {
	try {
		const answer = await fetch("open", { method: "POST", headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ file: it.file || state.record, line: it.line }) });
		say(answer.ok ? `Opened ${place_of(it)}` : `No editor opened: ${place_of(it)}`);
		$("source").dataset.opened = answer.ok ? "yes" : "no";
		return answer.ok;
	} catch {
		say(`No editor opened: the preview does not answer`);
		return false;
	}
}

view.addEventListener("click", event => {
	const item = item_near(event.clientX, event.clientY), selected = getSelection();

	if (event.target.closest("button") || (selected && !selected.isCollapsed))
		return;
	if (!item) {
		picked_drop();
		return;
	}
	const page = pages[item.closest(".page").dataset.page - 1];
	pick(page, item, link_at(page, event.clientX, event.clientY));
	page.item = item;
	if (state.editor)
		editor_open(picked);
});

// By keyboard: the next or the former item on the page, in the order of reading.
function pick_step(by) {
	const page = picked ? pages[picked.page - 1] : page_now();

	if (!page || !page.svg)
		return;
	const items = [...page.svg.querySelectorAll("text[data-line], image[data-line], path[data-line], tspan[data-line]")]
		.filter(e => !e.classList.contains("layout") && !e.classList.contains("watermark"));
	const now = picked ? items.findIndex(e => e === page.item) : -1;
	const next = items[now + by] || (by > 0 && now < 0 ? items[0] : null);
	if (next) {
		const link = [...page.svg.querySelectorAll(".link")].find(l => {
			const a = l.getBoundingClientRect(), b = next.getBoundingClientRect();
			return b.left < a.right && a.left < b.right && b.top < a.bottom && a.top < b.bottom;
		});
		page.item = next;
		pick(page, next, link);
		view_show(page, picked.box);
	} else {
		const other = pages[page.number - 1 + by];
		if (!other)
			return;
		picked_drop();
		page.item = null;
		page_go(other.number);
		page_show(other).then(() => { other.item = null; if (by > 0) pick_step(1); });
	}
}

function view_show(page, box) {
	const top = page.element.offsetTop + box.y * zoom.scale * PIXELS;

	if (top < view.scrollTop + 20 || top > view.scrollTop + view.clientHeight - 60)
		view.scrollTo({ top: top - view.clientHeight / 3 });
}

// ---- explaining a number ----

function place_button(it, text) {
	const button = make("button", { type: "button", textContent: text || `line ${it.line}` });

	button.title = `Open ${place_of(it)}`;
	button.addEventListener("click", () => editor_open(it));
	return button;
}

// What a number was computed from may be computed itself.
function explain_button(input) {
	const button = make("button", { type: "button", textContent: "Explain" });

	button.setAttribute("aria-label", `Explain ${input.name}`);
	button.addEventListener("click", () => explain(input.path, input.file, true));
	return button;
}

function explanation_draw(to, said) {
	const rows = said.inputs.map(input => make("tr", {},
		make("td", { textContent: input.name }),
		make("td", { className: "number", textContent: input.value }),
		make("td", {}, make("div", { className: "actions" }, input.line ? place_button(input) : null,
			input.path && input.computed ? explain_button(input) : null))));

	to.replaceChildren(
		make("p", { className: "value", textContent: said.value || "" }),
		make("p", {}, make("b", { textContent: said.name || said.path || "" })),
		make("p", { textContent: said.formula || "" }));
	if (said.worked)
		to.append(make("p", { textContent: said.worked }));
	if (said.published)
		to.append(make("p", { textContent: said.published }));
	if (rows.length)
		to.append(make("table", {},
			make("thead", {}, make("tr", {}, make("th", { textContent: "From", scope: "col" }),
				make("th", { textContent: "Value", scope: "col", className: "number" }), make("th", { textContent: "Place", scope: "col" }))),
			make("tbody", {}, ...rows)));
}

async function explain(figure, file, focus) {
	const box = $("explain");
	let said = null;

	if (!box.firstChild)
		box.replaceChildren(make("p", { className: "quiet", textContent: "Looking." }));
	try {
		const answer = await fetch(`explain.json?${new URLSearchParams({ figure, file: file || state.record })}`);
		said = answer.ok ? await answer.json() : null;
	} catch { /* told below */ }
	if (said) {
		explanation_draw(box, said);
		say(`${said.name}: ${said.value}. ${said.formula}`);
	} else {
		box.replaceChildren(make("p", { textContent: "There is no explanation of this number." }));
	}
	box.scrollTop = 0;
	if (picked)
		picked_keep();
	if (focus)
		box.focus();
}

$("source-explain").addEventListener("click", () => {
	const open = $("explain").hidden;

	$("source-explain").setAttribute("aria-expanded", String(open));
	$("explain").hidden = !open;
	$("explain").replaceChildren();
	if (open)
		explain(picked.figure, picked.file, false);
});
$("source-open").addEventListener("click", () => editor_open(picked));
$("source-close").addEventListener("click", () => { picked_drop(); view.focus(); });
$("source-copy").addEventListener("click", async () => {
	const text = `${picked.file || state.record}:${picked.line}`;
	try {
		await navigator.clipboard.writeText(text);
		say(`Copied ${text}`);
	} catch {
		say(`Could not copy ${text}`);
	}
});
$("source-follow").addEventListener("click", event => {
	if (picked.uri)
		return;
	event.preventDefault();
	const to = (state.outline || []).find(o => o.line === picked.to);
	if (to)
		page_go(to.page, to.y);
	else
		line_go(picked.to, "");
});
