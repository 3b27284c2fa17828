s|<fact .*|&<para>text</para>|
