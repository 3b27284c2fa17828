/<month /d
