s|<judgement of="neighbourhoods"/>|&<para>For this the force was graded as fair.</para>|
