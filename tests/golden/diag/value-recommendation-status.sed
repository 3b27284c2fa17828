s|status="in-progress"|status="in progress"|
