s|id="new-teams"|id="new teams"|
