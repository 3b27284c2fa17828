/* What can be asked of any node. */
#include "report/node.h"

#include <glib.h>

char *
node_text(const struct node *node)
{
	GString *out = g_string_new(NULL);

	for (const struct node *at = node->first; at; at = at->next) {
		if (at->kind == NODE_TEXT) {
			g_string_append(out, at->as.text.text);
		} else if (at->kind == NODE_LINE_BREAK) {
			g_string_append_c(out, ' ');
		} else if (at->kind != NODE_NOTE) {
			char *inner = node_text(at);

			g_string_append(out, inner);
			g_free(inner);
		}
	}
	return g_string_free(out, FALSE);
}
