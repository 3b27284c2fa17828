s|<para>Yes, all.</para>|<p>Yes, all.</p>|
