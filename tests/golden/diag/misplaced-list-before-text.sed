s|<item>on Mondays;</item>|<item><list><item>a</item></list>on Mondays;</item>|
