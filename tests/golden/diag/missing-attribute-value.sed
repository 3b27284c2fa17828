s|<count period="current" value="328"/>|<count period="current"/>|
