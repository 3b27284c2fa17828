s|status="draft"|status="published"|
