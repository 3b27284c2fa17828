s|status="final"|status="draft"|;s|what="direction" value="worse"|what="direction" value="better"|
