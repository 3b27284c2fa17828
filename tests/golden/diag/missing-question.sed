/<question /d
