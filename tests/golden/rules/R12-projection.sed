s|what="projection.3" value="level"|what="projection.3" value="increasing"|
