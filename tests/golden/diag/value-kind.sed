s|kind="follow-up"|kind="folow-up"|
