/<month at="2007-04"/d;/projection.3/d
