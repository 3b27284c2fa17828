s|a wnaed\.</para></impact>|a wnaed, sef 24 o bobl.</para></impact>|
