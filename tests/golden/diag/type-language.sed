s|xml:lang="en-GB"|xml:lang="English (UK)"|
