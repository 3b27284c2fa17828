/<list id="items">/,/<\/list>/d
