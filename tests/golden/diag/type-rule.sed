s|rule="R11"|rule="11"|
