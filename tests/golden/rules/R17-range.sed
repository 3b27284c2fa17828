s|low="49.3" high="52.2"|low="52.2" high="49.3"|
