s|<fact id="load" value="52"|<fact id="load" value="58"|
