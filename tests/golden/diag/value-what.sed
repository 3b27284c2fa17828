s|what="comparison"|what="comparision"|
