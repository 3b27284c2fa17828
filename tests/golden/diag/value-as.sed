s|as="percent"|as="per cent"|
