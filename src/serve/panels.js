// What stands beside the pages: contents, thumbnails, problems, changes, before you publish.
"use strict";

// ---- contents, thumbnails ----

function contents_draw() {
	if (!is_news("contents", [state.outline, pages.map(page => page.label)]))
		return;
	const list = make("ul", {});
	let levels = [list];

	for (const entry of state.outline || []) {
		const link = make("a", { href: "#view" }, make("span", { textContent: entry.title }),
			make("span", { className: "quiet", textContent: pages[entry.page - 1] ? pages[entry.page - 1].label || entry.page : entry.page }));
		const item = make("li", {}, link);
		const level = Math.min(Math.max(entry.level, 1), levels.length + (levels[levels.length - 1].lastElementChild ? 1 : 0));

		link.dataset.page = entry.page;
		link.addEventListener("click", event => {
			event.preventDefault();
			page_go(entry.page, entry.y);
			narrow_close();
		});
		levels = levels.slice(0, level);
		if (level > levels.length) {
			const inner = make("ul", {});
			levels[levels.length - 1].lastElementChild.append(inner);
			levels.push(inner);
		}
		levels[levels.length - 1].append(item);
	}
	$("contents").replaceChildren(list.firstChild ? list : make("p", { className: "quiet", textContent: pages.length ? "The report has no headings." : "There are no pages yet." }));
}

// Small pages are drawn when they come into view: a picture of its own could not have our fonts.
const small = new IntersectionObserver(entries => {
	for (const entry of entries) {
		entry.target.dataset.near = entry.isIntersecting ? "yes" : "";
		thumb_show(entry.target);
	}
}, { root: $("thumbs"), rootMargin: "300px" });

async function thumb_show(link) {
	const page = pages[link.dataset.page - 1], sheet = link.firstElementChild, hash = page && page.hash;

	if (!page || !link.dataset.near || sheet.dataset.hash === hash)
		return;
	const own = page.svg && page.svg.dataset.hash === hash ? page.svg : await page_load(hash).catch(() => null);
	if (!own || page.hash !== hash)
		return;
	const svg = own.cloneNode(true);
	fonts_follow(svg);
	svg.removeAttribute("aria-label");
	svg.removeAttribute("role");
	sheet.dataset.hash = hash;
	sheet.replaceChildren(svg);
}

function thumbs_draw() {
	const list = $("thumbs").querySelector("ol") || make("ol", {});

	while (list.children.length > pages.length) {
		small.unobserve(list.lastElementChild.firstElementChild);
		list.lastElementChild.remove();
	}
	pages.forEach((page, i) => {
		let link = list.children[i] && list.children[i].firstElementChild;

		if (!link) {
			const sheet = make("span", { className: "sheet" });
			sheet.setAttribute("aria-hidden", "true");
			link = make("a", { href: "#view" }, sheet, make("span", {}));
			link.dataset.page = page.number;
			link.addEventListener("click", event => {
				event.preventDefault();
				page_go(page.number);
				narrow_close();
			});
			list.append(make("li", {}, link));
			small.observe(link);
		}
		link.firstElementChild.style.setProperty("aspect-ratio", `${page.width} / ${page.height}`);
		link.lastElementChild.textContent = page.label || page.number;
		link.setAttribute("aria-label", page_name(page));
		thumb_show(link);
	});
	if (!list.parentNode)
		$("thumbs").replaceChildren(list);
}

// ---- problems, changes, before you publish ----

async function problem_point(problem) {
	narrow_close();
	await line_go(problem.line, same_file(problem.file, state.record) ? "" : problem.file, problem.page, problem.y);
}

// Names of elements and attributes stand in backticks.
function message_of(text, name = "p") {
	return make(name, {}, ...(text || "").split("`").map((part, i) => (i % 2 ? make("code", { textContent: part }) : part)));
}

function finding(it, kind, head, body, hint) {
	const card = make("li", { className: `finding ${kind}` },
		make("p", { className: "where" }, make("b", { textContent: head }),
			it.line ? make("span", { textContent: `${same_file(it.file, state.record) ? "" : `${it.file || ""} `}line ${it.line}` }) : null,
			it.code ? make("span", { textContent: it.code }) : null,
			it.waived ? make("span", { textContent: "waived" }) : null),
		body, hint ? Object.assign(message_of(hint), { className: "hint" }) : null,
		it.waived ? make("p", { className: "hint", textContent: `Waived: ${it.waived}` }) : null);
	const actions = make("div", { className: "do" });

	if (it.line || it.page) {
		const show = make("button", { type: "button", textContent: "Show" });
		show.addEventListener("click", () => problem_point(it));
		actions.append(show);
	}
	if (it.line) {
		const open = make("button", { type: "button", textContent: "Open in editor" });
		open.addEventListener("click", () => editor_open(it));
		actions.append(open);
	}
	if (actions.firstChild)
		card.append(actions);
	return card;
}

const levels = { failure: "Failure", error: "Error", warning: "Warning", note: "Note" };

// Notes, and what the record lets stand with a reason, are no problems.
const is_open = problem => !problem.waived && problem.level !== "note";

function problems_draw() {
	const all = state.problems || [], open = all.filter(is_open), rest = all.filter(p => !is_open(p));
	const bad = open.filter(p => p.level !== "warning").length;
	const card = p => finding(p, p.level, levels[p.level] || p.level, message_of(p.message), p.hint);
	const box = $("problems");

	if (!is_news("problems", all))
		return;
	box.replaceChildren(open.length ? make("ul", {}, ...open.map(card)) : make("p", { className: "quiet", textContent: "No problems." }));
	if (rest.length)
		box.append(make("h2", { textContent: "Notes" }), make("ul", {}, ...rest.map(card)));
	for (const label of [$("right-label"), $("tab-problems")])
		label.replaceChildren("Problems ", make("span", { className: bad ? "count error" : "count", textContent: open.length }));
}

let changes = null;

function figure_row(change) {
	const show = make("button", { type: "button", className: "plain", textContent: change.name || change.path });

	show.addEventListener("click", () => problem_point(change));
	return make("tr", {}, make("td", {}, show), make("td", { className: "number", textContent: change.before ?? "–" }),
		make("td", { className: "number", textContent: change.after ?? "–" }));
}

const changed_words = { changed: "Changed", added: "New", removed: "No longer there" };

function changes_draw() {
	const box = $("changes"), paragraphs = (changes && changes.paragraphs) || [], figures = (changes && changes.figures) || [];

	if (!is_news("changes", [state.against, changes]))
		return;
	if (!state.against) {
		box.replaceChildren(make("p", { className: "quiet", textContent:
			"Nothing to compare with. Start the preview with --against and a published PDF or another record." }));
		return;
	}
	box.replaceChildren(make("p", { className: "quiet", textContent: `Against ${state.against}: ${plural(paragraphs.length, "paragraph")}, ${plural(figures.length, "figure")}.` }));
	if (figures.length)
		box.append(make("h2", { textContent: "Figures" }), make("table", {},
			make("thead", {}, make("tr", {}, ...["Figure", "Before", "Now"].map((t, i) => make("th", { textContent: t, scope: "col", className: i ? "number" : "" })))),
			make("tbody", {}, ...figures.map(figure_row))));
	if (paragraphs.length)
		box.append(make("h2", { textContent: "Paragraphs" }), make("ul", {}, ...paragraphs.map(p =>
			finding(p, p.kind, changed_words[p.kind], make("div", {}, make("p", { className: "where", textContent: p.place }), words_of(p)), null))));
}

// What is the same is left out but for a few words beside a change.
function words_of(change) {
	const line = make("p", {});

	if (!change.words)
		return make("p", {}, make(change.kind === "removed" ? "del" : "ins", { textContent: change.after ?? change.before }));
	change.words.forEach(([sign, text], i) => {
		const words = text.split(/(?<=\s)/), first = i === 0, last = i === change.words.length - 1;
		if (sign === "=" && words.length > 12)
			text = `${first ? "" : words.slice(0, 5).join("")}… ${last ? "" : words.slice(-5).join("")}`;
		line.append(sign === "=" ? text : make(sign === "+" ? "ins" : "del", { textContent: text.trim() }), " ");
	});
	return line;
}

async function changes_fetch() {
	if (!state.against) {
		changes = null;
	} else {
		const answer = await fetch("changes.json");
		changes = answer.ok ? await answer.json() : null;
	}
	changes_draw();
	all_over();
}

function publish_draw(said) {
	const box = $("publish"), parts = said.parts || [];

	if (!is_news("publish", said))
		return;
	box.replaceChildren(make("p", { className: said.ready ? "finding good" : "finding warning",
		textContent: said.ready ? "Nothing stands in the way of publication."
			: `Before you publish, look at what is listed here.${said.draft ? " The record is a draft still." : ""}` }));
	for (const part of parts) {
		box.append(make("h2", {}, `${part.title} `, make("span", { className: "count", textContent: part.items.length })));
		if (part.items.length)
			box.append(make("ul", {}, ...part.items.map(it => finding(it, it.level || "note", it.title || levels[it.level] || "", message_of(it.message), it.hint))));
		else
			box.append(make("p", { className: "quiet", textContent: part.none || "None." }));
	}
}

async function publish_fetch() {
	const box = $("publish");

	if (box.hidden)
		return;
	if (!box.firstChild)
		box.replaceChildren(make("p", { className: "quiet", textContent: "Looking." }));
	const answer = await fetch("publish.json");
	if (answer.ok)
		publish_draw(await answer.json());
	else if (is_news("publish", null))
		box.replaceChildren(make("p", { className: "quiet", textContent: "This cannot be told while the record does not build." }));
}
