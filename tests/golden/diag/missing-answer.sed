s|<para>Yes, all.</para>||
