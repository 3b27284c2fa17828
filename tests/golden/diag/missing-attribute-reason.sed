s| reason="as published"||
