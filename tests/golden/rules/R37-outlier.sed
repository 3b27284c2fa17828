s|<count period="previous" value="1054"|<count period="previous" value="554"|;s|<rate period="previous" value="11.94"|<rate period="previous" value="6.27"|
