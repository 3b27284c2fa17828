s|kind="rate"|kind="ratio"|
