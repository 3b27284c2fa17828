s|<item><para>First.</para><para>Second.</para></item>|<item><para>First.</para><ul><item>x</item></ul></item>|
