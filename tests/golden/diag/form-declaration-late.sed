1i\
<!-- a record -->
