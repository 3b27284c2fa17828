s| baseline="11"||
