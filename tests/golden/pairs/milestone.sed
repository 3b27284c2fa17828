s|target="12"|target="13"|
