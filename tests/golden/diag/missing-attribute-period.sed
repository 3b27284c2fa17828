s|<position period="current"|<position|
