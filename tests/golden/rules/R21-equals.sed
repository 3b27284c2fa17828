s|<fact id="quoted" value="16.8"|<fact id="quoted" value="16.7"|
