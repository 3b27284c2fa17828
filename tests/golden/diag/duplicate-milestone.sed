s|<milestone id="robbery-cut"|<milestone id="hate"|
