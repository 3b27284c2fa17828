s|<para>First.</para>|<para>First.|
