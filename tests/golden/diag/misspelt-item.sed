s|<item>on Mondays;</item>|<itme>on Mondays;</itme>|
