s|<fact id="told" value="86"|<fact id="told" value="68"|
