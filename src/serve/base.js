// What all parts of the page share: its state, making elements, settings that are remembered.
"use strict";

const $ = id => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const PIXELS = 96 / 72; // of a point at 100%

function make(name, properties, ...children) {
	const element = Object.assign(document.createElement(name), properties);

	for (const child of children)
		if (child !== null && child !== undefined)
			element.append(child);
	return element;
}

function draw(name, attributes) {
	const element = document.createElementNS(SVG, name);

	for (const [key, value] of Object.entries(attributes))
		element.setAttribute(key, value);
	return element;
}

// What is as it is wanted is left alone: even the same value once more has the browser look at it again.
function put(element, name, value) {
	if (element[name] !== value)
		element[name] = value;
}

const view = $("view"), root = document.documentElement;
let state = null;     // the last state.json
let pages = [];       // { number, label, hash, width, height, element, svg, over, wanted }
let zoom = { mode: "width", scale: 1 };
let picked = null;    // { page, box, line, file, text, figure, uri, to }

function say(text) {
	$("live").textContent = "";
	requestAnimationFrame(() => { $("live").textContent = text; });
}

const plural = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

// ---- remembered settings: nothing breaks where they cannot be kept ----

function kept(name, fallback) {
	try { return localStorage.getItem(`revisit-${name}`) ?? fallback; } catch { return fallback; }
}

function keep(name, value) {
	try { localStorage.setItem(`revisit-${name}`, value); } catch { /* private windows */ }
}

// Lists are made anew only when they say something else: what has the focus in them keeps it.
const told = new Map();

function is_news(name, what) {
	const text = JSON.stringify(what);
	const news = told.get(name) !== text;

	told.set(name, text);
	return news;
}
