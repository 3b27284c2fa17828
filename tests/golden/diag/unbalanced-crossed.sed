s|<strong>week</strong>.</para>|<strong>week.</para></strong>|
