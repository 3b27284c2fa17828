$a\
<waive/>
