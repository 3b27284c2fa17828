s|<item>on Mondays;</item>|<item>on Mondays;<para>and</para></item>|
