s|<para>Yes, all.</para>|Yes, all.|
