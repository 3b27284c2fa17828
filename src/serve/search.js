// Search in the text of the pages.
"use strict";

const search = { needle: "", found: [], now: -1 };

// Hyphens do not count, so that divided words are found; lines are joined by a space.
function page_text(page) {
	if (page.text && page.text.svg === page.svg)
		return page.text;
	const text = { svg: page.svg, plain: "", at: [] };
	const put = (char, node, offset) => { text.plain += char; text.at.push([node, offset]); };

	for (const item of page.svg.querySelectorAll("text:not(.watermark)")) {
		const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
		let divided = false;

		for (let node; (node = walker.nextNode());)
			for (let i = 0; i < node.data.length; i++) {
				const char = node.data[i];
				divided = /[-\u2010\u00ad]/.test(char);
				if (!divided)
					for (const lower of char.toLowerCase().slice(0, 1))
						put(/\s/.test(lower) ? " " : lower, node, i);
			}
		if (!divided)
			put(" ", null, 0);
	}
	page.text = text;
	return text;
}

const needle_of = text => text.toLowerCase().replace(/[-\u2010\u00ad]/g, "").replace(/\s+/g, " ").trim();

function found_in(page) {
	const text = page_text(page), found = [];

	for (let at = text.plain.indexOf(search.needle); at >= 0; at = text.plain.indexOf(search.needle, at + 1))
		found.push({ page: page.number, at });
	return found;
}

// One box for each line of text that it stands in.
function found_boxes(page, hit) {
	const text = page_text(page), lines = new Map();

	for (let i = hit.at; i < hit.at + search.needle.length; i++) {
		const [node, offset] = text.at[i];
		if (!node)
			continue;
		const line = node.parentNode.closest("text"), ends = lines.get(line) || { from: [node, offset] };
		ends.to = [node, offset + 1];
		lines.set(line, ends);
	}
	return [...lines.values()].map(ends => {
		const range = document.createRange();
		range.setStart(...ends.from);
		range.setEnd(...ends.to);
		return box_on(page, range);
	});
}

function found_draw(page) {
	if (!search.needle || !page.svg || page.svg.parentNode !== page.element)
		return;
	search.found.forEach((hit, i) => {
		if (hit.page === page.number)
			for (const box of found_boxes(page, hit))
				over_box(page, i === search.now ? "found now" : "found", box);
	});
}

function found_tell() {
	$("search-count").textContent = !search.needle ? "" : search.found.length
		? `${search.now + 1} of ${search.found.length}` : "Not found";
}

async function search_run(text) {
	const needle = needle_of(text);

	search.needle = needle;
	search.found = [];
	search.now = -1;
	if (needle) {
		await Promise.all(pages.map(page_show));
		if (search.needle !== needle)
			return;
		for (const page of pages)
			if (page.svg)
				search.found.push(...found_in(page));
		const here = page_now();
		search.now = search.found.length ? Math.max(0, search.found.findIndex(f => f.page >= (here ? here.number : 1))) : -1;
	}
	all_over();
	search_go();
}

function search_go() {
	const hit = search.found[search.now];

	found_tell();
	if (!hit)
		return;
	const page = pages[hit.page - 1], box = found_boxes(page, hit)[0];
	if (box)
		view_show(page, box);
}

function search_step(by) {
	const count = search.found.length;

	if (!count)
		return;
	search.now = (search.now + by + count) % count;
	all_over();
	search_go();
}

function search_open(open) {
	$("search").hidden = !open;
	$("search-toggle").setAttribute("aria-expanded", String(open));
	if (open) {
		$("search-text").focus();
		$("search-text").select();
	} else {
		search_run("");
		view.focus();
	}
	zoom_apply();
}

let searching = 0;
$("search-text").addEventListener("input", () => {
	clearTimeout(searching);
	searching = setTimeout(() => search_run($("search-text").value), 120);
});
$("search").addEventListener("submit", event => {
	event.preventDefault();
	if (needle_of($("search-text").value) !== search.needle)
		search_run($("search-text").value);
	else
		search_step(1);
});
$("search-text").addEventListener("keydown", event => {
	if (event.key === "Enter" && event.shiftKey) {
		event.preventDefault();
		search_step(-1);
	}
});
$("search-before").addEventListener("click", () => search_step(-1));
$("search-close").addEventListener("click", () => search_open(false));
$("search-toggle").addEventListener("click", () => search_open($("search").hidden));
