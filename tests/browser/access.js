// The pages of `revisit build --report accessibility`, in a folder: as accessible as what they speak of.
import { readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { check, finish, launch, plain, views } from "./browser.js";

const folder = process.argv[2];
const browser = await launch();
const files = readdirSync(folder).filter(f => f.endsWith(".accessibility.html")).sort();

check("there are pages", files.length > 0);
for (const file of files) {
	const address = pathToFileURL(`${folder}/${file}`).href;

	await views(browser, file, address, { ready: page => page.locator("summary").click() });

	const page = await plain(browser, file, address);
	// the hostile one has dark words on its cover's dark band
	const wrong = await page.locator("tr.fail").allInnerTexts();
	check(`${file}: what is to be mended is found`, wrong.length === (file.startsWith("hostile") ? 2 : 0),
		wrong);
	await page.context().close();
}
await browser.close();
finish();
