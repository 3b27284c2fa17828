s| target="28.2"||
