s|<para>Yes, all.</para>|<pra>Yes, all.</pra>|
