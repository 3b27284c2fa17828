/* Names: of languages, colours, ratios and verdicts. */
#include "access/gather.h"

const char *
language_name(const char *lang)
{
	static const struct { const char *tag, *name; } known[] = {
		{ "ar", "Arabic" }, { "bn", "Bengali" }, { "cy", "Welsh" }, { "de", "German" },
		{ "el", "Greek" }, { "en", "English" }, { "es", "Spanish" }, { "fa", "Persian" },
		{ "fr", "French" }, { "ga", "Irish" }, { "gd", "Scottish Gaelic" }, { "gu", "Gujarati" },
		{ "he", "Hebrew" }, { "hi", "Hindi" }, { "it", "Italian" }, { "ja", "Japanese" },
		{ "ko", "Korean" }, { "kw", "Cornish" }, { "la", "Latin" }, { "lt", "Lithuanian" },
		{ "lv", "Latvian" }, { "nl", "Dutch" }, { "pa", "Punjabi" }, { "pl", "Polish" },
		{ "pt", "Portuguese" }, { "ro", "Romanian" }, { "ru", "Russian" }, { "sk", "Slovak" },
		{ "so", "Somali" }, { "ta", "Tamil" }, { "th", "Thai" }, { "tr", "Turkish" },
		{ "uk", "Ukrainian" }, { "ur", "Urdu" }, { "yi", "Yiddish" }, { "zh", "Chinese" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_ascii_strncasecmp(lang, known[i].tag, 2) == 0 && (!lang[2] || lang[2] == '-'))
			return known[i].name;
	return *lang ? lang : "no language";
}

char *
ratio_print(char out[16], double ratio)
{
	int hundredths = (int)(ratio * 100); /* never rounded up: 4.499 is not 4.5 */

	g_snprintf(out, 16, "%d.%02d", hundredths / 100, hundredths % 100);
	return out;
}

const char *
access_verdict_name(enum access_verdict verdict)
{
	static const char *const names[ACCESS_VERDICT_COUNT] = {
		[ACCESS_PASS] = "passed", [ACCESS_LOOK] = "to look at", [ACCESS_FAIL] = "to be mended",
		[ACCESS_PERSON] = "for a person",
	};

	return names[verdict];
}
