// The pages: their size, which of them are there, what lies over them, and going to a place.
"use strict";

// ---- zoom ----

function padding() {
	const style = getComputedStyle($("pages"));

	return [parseFloat(style.paddingLeft) + parseFloat(style.paddingRight),
		parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)];
}

function fitted(mode) {
	const [across, down] = padding(), two = $("pages").classList.contains("spread");
	const widest = Math.max(...pages.map(p => p.width), 1), tallest = Math.max(...pages.map(p => p.height), 1);
	const width = (view.clientWidth - across - (two ? 4 : 0)) / (widest * (two ? 2 : 1));
	const height = (view.clientHeight - down) / tallest;

	return Math.max(0.1, Math.min(mode === "page" ? Math.min(width, height) : Math.min(width, 2 * PIXELS)) / PIXELS);
}

let told_number = 0; // the page that page_told told last

// What stands at the middle of the view: page, and how far down in it. Of two that stand side by side, the
// one that was told last.
function whereabouts() {
	const middle = view.getBoundingClientRect().top + view.clientHeight / 3;

	for (const page of pages) {
		const box = page.element.getBoundingClientRect();

		if (box.bottom >= middle || page === pages[pages.length - 1]) {
			const number = told_number === page.number + 1 && page.element.offsetTop === pages[page.number]?.element.offsetTop
				? told_number : page.number;
			return { number, share: (middle - box.top) / (box.height || 1), left: view.scrollLeft };
		}
	}
	return null;
}

function go_back(place) {
	const page = place && pages[Math.min(place.number, pages.length) - 1];

	if (!page)
		return;
	const box = page.element.getBoundingClientRect();
	view.scrollTop += box.top + place.share * box.height - view.getBoundingClientRect().top - view.clientHeight / 3;
	view.scrollLeft = place.left;
}

function zoom_apply(place = whereabouts()) {
	const scale = zoom.mode === "number" ? zoom.scale : fitted(zoom.mode);
	const select = $("zoom"), value = zoom.mode === "number" ? String(scale) : zoom.mode;

	zoom.scale = scale;
	$("pages").style.setProperty("--zoom", scale * PIXELS);
	if (![...select.options].some(o => o.value === value && !o.hidden)) {
		const other = select.querySelector("[value='other']");
		other.textContent = `${Math.round(scale * 100)}%`;
		other.hidden = false;
		select.value = "other";
	} else {
		select.value = value;
		select.querySelector("[value='other']").hidden = true;
	}
	go_back(place);
}

function zoom_set(mode, scale) {
	zoom = { mode, scale: Math.max(0.1, Math.min(8, scale || 1)) };
	keep("zoom", mode === "number" ? zoom.scale : mode);
	zoom_apply();
}

function zoom_step(up) {
	const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];
	const next = up ? steps.find(s => s > zoom.scale * 1.01) : steps.filter(s => s < zoom.scale * 0.99).pop();

	if (next) {
		zoom_set("number", next);
		say(`Zoom ${Math.round(next * 100)}%`);
	}
}

// ---- pages ----

function page_make(number) {
	const element = make("section", { className: "page" });
	const page = { number, element, svg: null, over: draw("svg", { class: "over", "aria-hidden": "true" }) };

	element.append(page.over);
	element.dataset.page = number;
	near.observe(element);
	return page;
}

// Pages are fetched when they come near the view, and kept.
const near = new IntersectionObserver(entries => {
	for (const entry of entries) {
		const page = pages[entry.target.dataset.page - 1];

		if (page && page.element === entry.target) {
			page.near = entry.isIntersecting;
			if (page.near)
				page_show(page);
		}
	}
}, { root: view, rootMargin: "1500px 400px" });

const drawn = new Map(); // hash → promise of its svg, while it is on its way

const brought = new Map(); // hash → text of a drawing that came by itself, ahead of the state that shows it

async function page_text_of(hash) {
	const text = brought.get(hash);

	if (text !== undefined) {
		brought.delete(hash);
		return text;
	}
	const answer = await fetch(`page/${hash}.svg`);
	if (!answer.ok)
		throw new Error(`page ${hash}: ${answer.status}`);
	return answer.text();
}

async function page_fetch(hash) {
	const parsed = new DOMParser().parseFromString(await page_text_of(hash), "image/svg+xml");
	if (parsed.documentElement.namespaceURI !== SVG || parsed.documentElement.localName !== "svg")
		throw new Error(`page ${hash} is no drawing`);
	return document.importNode(parsed.documentElement, true);
}

// The server tells the fonts of the pages that it has drawn; a page may bring new ones.
const families = new Set();
let sheets = 0;

function fonts_follow(svg) {
	let more = false;

	for (const text of svg.querySelectorAll("[font-family]")) {
		const family = text.getAttribute("font-family");
		more ||= !families.has(family);
		families.add(family);
	}
	if (more)
		document.head.append(make("link", { rel: "stylesheet", href: `fonts.css?${++sheets}` }));
}

function page_load(hash) {
	if (!drawn.has(hash))
		drawn.set(hash, page_fetch(hash).finally(() => drawn.delete(hash)));
	return drawn.get(hash);
}

// The old drawing stays until the new one is there.
async function page_show(page) {
	const hash = page.hash;

	if (page.svg && page.svg.dataset.hash === hash) {
		if (page.svg.parentNode !== page.element)
			page.element.prepend(page.svg);
		return;
	}
	try {
		let svg = await page_load(hash);
		if (page.hash !== hash)
			return;
		if (svg.parentNode)
			svg = svg.cloneNode(true); // two pages that look the same
		page_take(page, svg);
	} catch (error) {
		if (page.hash === hash && page.svg === null)
			page.element.dataset.missing = String(error);
	}
}

function page_take(page, svg) {
	if (page.svg && page.svg !== svg)
		page.svg.remove();
	svg.dataset.hash = page.hash;
	fonts_follow(svg);
	svg.setAttribute("role", "group");
	svg.setAttribute("aria-label", page_name(page));
	page.svg = svg;
	page.element.prepend(svg);
	page_over(page);
}

const page_name = page => page.label && page.label !== String(page.number)
	? `Page ${page.number}, numbered ${page.label}` : `Page ${page.number}`;

function pages_follow(next) {
	const old = new Map(), waiting = [];
	// where nothing has another size, nothing moves, and nothing needs to be measured
	const moves = pages.length !== next.length || next.some((to, i) => to.width !== pages[i].width || to.height !== pages[i].height);
	const place = moves ? whereabouts() : null;

	for (const page of pages)
		if (page.svg)
			old.set(page.svg.dataset.hash, page.svg);
	while (pages.length > next.length) {
		const page = pages.pop();
		near.unobserve(page.element);
		page.element.remove();
	}
	while (pages.length < next.length) {
		const page = page_make(pages.length + 1);
		pages.push(page);
		$("pages").append(page.element);
	}
	next.forEach((to, i) => {
		const page = pages[i], changed = page.hash !== to.hash;

		Object.assign(page, { label: to.label, hash: to.hash, width: to.width, height: to.height });
		if (!changed)
			return;
		page.element.style.setProperty("--width", to.width);
		page.element.style.setProperty("--height", to.height);
		page.element.setAttribute("aria-label", page_name(page));
		page.over.setAttribute("viewBox", `0 0 ${to.width} ${to.height}`);
		page.guides = null;
		// Where a page was pushed on, its drawing moves along.
		const moved = old.get(to.hash);
		if (moved && moved !== page.svg) {
			old.delete(to.hash);
			page_take(page, moved.parentNode && pages.some(p => p.svg === moved && p.hash === to.hash && p !== page)
				? moved.cloneNode(true) : moved);
		} else if (page.near) {
			waiting.push(page_show(page));
		}
	});
	// A drawing that moved away may have left its page without one.
	for (const page of pages)
		if (page.svg && page.svg.parentNode !== page.element) {
			page.svg = null;
			if (page.near)
				waiting.push(page_show(page));
		}
	if (moves)
		zoom_apply(place);
	const shown = new Set(next.map(to => to.hash));
	for (const hash of brought.keys())
		if (!shown.has(hash))
			brought.delete(hash);
	return Promise.all(waiting);
}

// ---- what lies over a page ----

const settings = { watermark: true, margins: false, frames: false, baselines: false, problems: true, changes: true };

function box_on(page, element) {
	const box = element.getBoundingClientRect(), at = page.element.getBoundingClientRect();
	const scale = at.width / page.width || 1;

	return { x: (box.left - at.left) / scale, y: (box.top - at.top) / scale,
		width: box.width / scale, height: box.height / scale };
}

function over_box(page, name, box, grow = 0) {
	page.over.append(draw("rect", { class: name, x: box.x - grow, y: box.y - grow,
		width: Math.max(box.width + 2 * grow, 0.5), height: Math.max(box.height + 2 * grow, 0.5), rx: grow }));
}

async function guides_of(page) {
	const hash = page.hash;

	if (!page.guides) {
		const answer = await fetch(`guides/${hash}.json`);
		if (answer.ok && page.hash === hash)
			page.guides = await answer.json();
	}
	return page.hash === hash ? page.guides : null;
}

function guides_draw(page, guides) {
	const { top, bottom, left, right } = guides.margins;
	const body = { x: left, y: top, width: page.width - left - right, height: page.height - top - bottom };

	if (settings.margins)
		over_box(page, "margin", body);
	if (settings.frames)
		for (const frame of guides.frames || [])
			over_box(page, "frame", frame);
	if (settings.baselines)
		for (const y of guides.baselines || [])
			page.over.append(draw("line", { class: "baseline", x1: body.x, x2: body.x + body.width, y1: y, y2: y }));
}

// All that is drawn over one page, anew.
function page_over(page) {
	page.over.replaceChildren();
	page.element.querySelectorAll(".beside").forEach(e => e.remove());
	if (settings.margins || settings.frames || settings.baselines)
		guides_of(page).then(guides => { if (guides) guides_draw(page, guides); }, () => {});
	if (settings.changes && changes)
		for (const change of changes.paragraphs || [])
			if (change.page === page.number)
				over_box(page, change.kind, { x: 8, y: change.y, width: 3, height: change.height || 12 });
	found_draw(page);
	if (picked && picked.page === page.number)
		over_box(page, "picked", picked.box, 1.5);
	if (settings.problems && state)
		problems_beside(page);
}

const all_over = () => { for (const page of pages) if (page.svg) page_over(page); };

function problems_beside(page) {
	const here = (state.problems || []).filter(p => is_open(p) && p.page === page.number);
	const rows = new Map();

	for (const problem of here) {
		const row = Math.round(problem.y / 14);
		rows.set(row, [...(rows.get(row) || []), problem]);
	}
	for (const group of rows.values()) {
		const worst = group.some(p => p.level === "error" || p.level === "failure") ? "error" : group[0].level;
		const button = make("button", { type: "button", className: `beside ${worst}`, textContent: group.length > 1 ? group.length : "!" });

		button.title = group.map(p => p.message).join("\n");
		button.setAttribute("aria-label", `${plural(group.length, "problem")} here: ${group[0].message}`);
		button.style.setProperty("--y", group[0].y);
		button.addEventListener("click", () => problem_point(group[0]));
		page.element.append(button);
	}
}

// ---- going to places ----

function page_now() {
	const place = whereabouts();

	return place ? pages[place.number - 1] : null;
}

function page_go(number, y, smooth) {
	const page = pages[Math.max(1, Math.min(number, pages.length)) - 1];

	if (!page)
		return;
	const top = page.element.offsetTop + (y ? Math.max(0, y * zoom.scale * PIXELS - view.clientHeight / 3) : -12);
	view.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
}

function page_told() {
	const page = page_now();

	if (!page)
		return;
	told_number = page.number;
	if (document.activeElement !== $("page-number"))
		$("page-number").value = page.number;
	$("page-before").disabled = page.number === 1;
	$("page-after").disabled = page.number === pages.length;
	for (const link of document.querySelectorAll("#thumbs a"))
		current_set(link, Number(link.dataset.page) === page.number);
	let at = null;
	for (const link of document.querySelectorAll("#contents a"))
		if (Number(link.dataset.page) <= page.number)
			at = link;
	for (const link of document.querySelectorAll("#contents a"))
		current_set(link, link === at);
}

function current_set(link, now) {
	if (now && !link.hasAttribute("aria-current")) {
		link.setAttribute("aria-current", "true");
		if (link.offsetParent)
			link.scrollIntoView({ block: "nearest" });
	} else if (!now) {
		link.removeAttribute("aria-current");
	}
}

const same_file = (a, b) => (a || "") === (b || "");

// Where a line of the record stands: what is there is picked, and shown.
async function line_go(line, file, number, y) {
	let place = number ? { page: number, y } : null;

	if (!place) {
		const query = new URLSearchParams(file ? { line, file } : { line });
		const answer = await fetch(`place.json?${query}`);
		place = answer.ok ? await answer.json() : null;
	}
	const page = place && pages[place.page - 1];
	if (!page) {
		say("This line does not stand on a page");
		return;
	}
	await page_show(page);
	const item = page.svg && [...page.svg.querySelectorAll(`[data-line="${Number(line)}"]`)]
		.find(e => same_file(e.dataset.file, file) && !e.closest(".layout"));
	if (item)
		pick(page, item, null);
	page_go(page.number, item ? picked.box.y : place.y);
}
