s|ref="accepted"|ref="acceptance"|
