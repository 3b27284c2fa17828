s|target="28.2"|target="28.2%"|
