s|</strong>||
